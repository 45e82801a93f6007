# %% tags=["preprocess"]
import sys

sys.path.append("/usr/local/lib/python3.7/site-packages")

# %% tags=["train"]
from rdkit import Chem

molecule = Chem.MolFromSmiles("CCO")
print(molecule.GetNumAtoms())
