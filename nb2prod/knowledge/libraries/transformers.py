"""Hugging Face Transformers and related libraries."""

from nb2prod.knowledge.schema import ITSELF, Else, Library, Path

_KEPT = """cast cast_column filter flatten map remove_columns rename_column rename_columns
    select_columns shuffle sort with_format"""
"""What a data set, or several, are again after a method."""
_HEADS = """AutoModel AutoModelForCausalLM AutoModelForImageClassification AutoModelForMaskedLM
    AutoModelForMultipleChoice AutoModelForQuestionAnswering AutoModelForSeq2SeqLM
    AutoModelForSequenceClassification AutoModelForTokenClassification"""


def _loaded(prefix: str = "") -> str:
    return " ".join(f"{prefix}{name}.from_pretrained" for name in _HEADS.split())


LIBRARIES = (
    Library(name="accelerate", seeds={"transformers": "utils.set_seed"}),
    Library(
        name="datasets",
        reads=(
            Path("load_dataset", 3, "data_files"),
            Path(
                "Dataset.from_csv Dataset.from_json Dataset.from_parquet Dataset.from_text",
                0,
                "path_or_paths",
                "datasets.Dataset",
            ),
        ),
        reads_folders=(
            Path("load_from_disk", 0, "dataset_path"),
            Path("load_dataset", 2, "data_dir"),
            Path("Dataset.load_from_disk", 0, "dataset_path", "datasets.Dataset"),
            Path("DatasetDict.load_from_disk", 0, "dataset_dict_path", "datasets.DatasetDict"),
        ),
        writes_folders=(Path(".save_to_disk", 0, "dataset_path"),),
        returns={
            "datasets.Dataset": """Dataset.from_dict Dataset.from_list Dataset.from_pandas
                concatenate_datasets""",
            "datasets.DatasetDict": "DatasetDict",
        },
        methods={
            "datasets.Dataset": {
                "datasets.DatasetDict": "train_test_split",
                "pandas.DataFrame": "to_pandas",
                "self": _KEPT + " add_column select",
            },
            "datasets.DatasetDict": {"self": _KEPT},
        },
        text_paths="load_dataset",
        samples=".",
        pure=".",
        pure_methods={"datasets": "shuffle sort"},
        settings="disable_caching disable_progress_bar logging.set_verbosity_error",
        loads=".",
    ),
    Library(name="peft", builds="."),
    Library(
        name="sentence_transformers",
        distribution="sentence-transformers",
        reads_folders=(
            Path("SentenceTransformer", 0, "model_name_or_path", ITSELF, other=Else.OWNED_NAME),
        ),
        writes_folders=(Path(".save", 0, "path", needs="sentence_transformers"),),
        text_paths=".",
        classes=True,
        builds=".",
    ),
    Library(
        name="tokenizers",
        reads=(Path("Tokenizer.from_file", 0, "path", "tokenizers.Tokenizer"),),
        writes=(Path(".save", 0, "path", needs="tokenizers"),),
        text_paths=".",
        classes=True,
    ),
    Library(
        name="transformers",
        reads_folders=(
            Path(".from_pretrained", 0, "pretrained_model_name_or_path", other=Else.OWNED_NAME),
            Path("pipeline", 1, "model", other=Else.OWNED_NAME),
        ),
        writes_folders=(
            Path(".save_pretrained .save_vocabulary", 0, "save_directory"),
            Path(".save_model", 0, "output_dir", needs="transformers"),
            Path("TrainingArguments Seq2SeqTrainingArguments", 0, "output_dir", ITSELF),
        ),
        classes=True,
        returns={
            "transformers.PreTrainedModel": _loaded(),
            "transformers.PreTrainedTokenizerBase": "AutoTokenizer.from_pretrained",
            "transformers.PretrainedConfig": "AutoConfig.from_pretrained",
            "transformers.TFPreTrainedModel": _loaded("TF"),
        },
        methods={
            "transformers.PreTrainedModel": {
                "generator[torch.Tensor]": "parameters",
                "int": "num_parameters",
                "self": "cpu cuda eval to train",
            }
        },
        pure=".",
        changes={(0,): "Trainer"},
        seeds={"transformers": "enable_full_determinism set_seed"},
        streams={"transformers": ("python", "numpy", "torch", "torch.cuda", "tensorflow")},
        settings="""logging.set_verbosity logging.set_verbosity_error logging.set_verbosity_warning
            utils.logging.set_verbosity_error""",
        builds=".",
        processors="""AutoFeatureExtractor AutoImageProcessor
                AutoProcessor AutoTokenizer BertTokenizer BertTokenizerFast DistilBertTokenizer
                DistilBertTokenizerFast GPT2Tokenizer RobertaTokenizer T5Tokenizer""",
        restores_model="pipeline",
        sets_up="logging set_seed",
        neutral="DataCollatorWithPadding",
        hyperparameters=".",
    ),
    Library(name="trl", builds="."),
)
