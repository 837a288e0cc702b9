"""What people of an organisation taught: the labels they gave, and the heads learnt from them, undone at will."""
