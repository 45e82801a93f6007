# %%
import enum

# %% tags=["preprocess"]
Point = type("Point", (), {"x": len("abc")})
x = Point().x
Color = enum.Enum("Color", "RED GREEN")
color = Color.RED

# %% tags=["train"]
print(x, color.name, color is Color.RED)
