window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id_str": "2094711860229046272",
   "id": "2094711860229046272",
   "created_at": "Tue Sep 01 09:00:00 +0000 2026",
   "full_text": "Soup is on &amp; the lantern is lit https://t.co/aaa #SoupNight",
   "favorite_count": "12",
   "retweet_count": "3",
   "lang": "en",
   "entities": {
    "hashtags": [
     {
      "text": "SoupNight"
     }
    ],
    "urls": [
     {
      "url": "https://t.co/aaa",
      "expanded_url": "https://lantern.example/soup?utm_source=x"
     }
    ]
   },
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2094711860229046272"
     ]
    }
   }
  }
 },
 {
  "tweet": {
   "id_str": "2095074248094646272",
   "id": "2095074248094646272",
   "created_at": "Wed Sep 02 09:00:00 +0000 2026",
   "full_text": "New coats https://t.co/bbb",
   "favorite_count": "5",
   "retweet_count": "0",
   "lang": "en",
   "entities": {
    "hashtags": [],
    "urls": [],
    "user_mentions": []
   },
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2095074248094646272"
     ]
    }
   },
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "expanded_url": "https://twitter.com/lantern/status/1/photo/1"
     },
     {
      "type": "photo",
      "expanded_url": "https://twitter.com/lantern/status/1/photo/1"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "2095436635960246272",
   "id": "2095436635960246272",
   "created_at": "Thu Sep 03 09:00:00 +0000 2026",
   "full_text": "@ann Thank you!",
   "favorite_count": "1",
   "retweet_count": "0",
   "lang": "en",
   "entities": {
    "hashtags": [],
    "urls": [],
    "user_mentions": []
   },
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2095436635960246272"
     ]
    }
   },
   "in_reply_to_status_id_str": "1",
   "in_reply_to_screen_name": "ann"
  }
 },
 {
  "tweet": {
   "id_str": "2095799023825846272",
   "id": "2095799023825846272",
   "created_at": "Fri Sep 04 09:00:00 +0000 2026",
   "full_text": "RT @foodbank: Tins needed",
   "favorite_count": "0",
   "retweet_count": "0",
   "lang": "en",
   "entities": {
    "hashtags": [],
    "urls": [],
    "user_mentions": []
   },
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2095799023825846272"
     ]
    }
   }
  }
 }
]