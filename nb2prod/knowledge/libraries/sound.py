"""Sound."""

from nb2prod.knowledge.schema import ITSELF, KEYWORD_ONLY, Library, Mode, Path

LIBRARIES = (
    Library(name="audioread", reads=(Path("audio_open", 0, "path"),)),
    Library(
        name="librosa",
        reads=(
            Path("load", 0, "path", "tuple"),
            Path("stream", 0, "path"),
            Path("get_duration", KEYWORD_ONLY, "path", "float"),
            Path("get_samplerate", 0, "path", "float"),
        ),
        writes=(Path("output.write_wav", 0, "path"),),
        pure=".",
        figures="display",
        loads="load",
        plots="display",
        prepares_data=".",
    ),
    Library(
        name="pydub",
        reads=(
            Path(
                "AudioSegment.from_file AudioSegment.from_wav AudioSegment.from_mp3",
                0,
                "file",
                "pydub.AudioSegment",
            ),
        ),
        writes=(Path(".export", 0, "out_f", needs="pydub"),),
        classes=True,
    ),
    Library(
        name="soundfile",
        reads=(Path("read", 0, "file", "tuple"), Path("blocks info", 0, "file")),
        writes=(Path("write", 0, "file"),),
        opens=(Path("SoundFile", 0, "file", ITSELF, mode=Mode()),),
    ),
    Library(
        name="torchaudio",
        reads=(Path("load", 0, "uri", "tuple"), Path("info", 0, "uri")),
        writes=(Path("save", 0, "uri"),),
        pure=".",
        loads="datasets",
    ),
)
