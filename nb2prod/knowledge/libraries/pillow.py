"""Pillow."""

from nb2prod.knowledge.schema import Act, Library, Path, Value

LIBRARIES = (
    Library(
        name="PIL",
        distribution="pillow",
        reads=(
            Path("Image.open", 0, "fp", "PIL.Image.Image"),
            Path("ImageFont.truetype", 0, "font", "PIL.ImageFont.FreeTypeFont"),
        ),
        writes=(Path(".save", 0, "fp", needs="PIL"),),
        returns={"PIL.Image.Image": "Image.fromarray Image.new"},
        pure=".",
        pure_methods={"PIL.Image": "resize"},
        setting_objects="Image.MAX_IMAGE_PIXELS ImageFile.LOAD_TRUNCATED_IMAGES",
        stages={(Act.LOAD, Value.DATA): "Image.open", (Act.PREPARE, Value.DATA): "."},
    ),
)
