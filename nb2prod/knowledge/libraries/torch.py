"""PyTorch."""

from nb2prod.knowledge.schema import ITSELF, Library, Path

LIBRARIES = (
    Library(
        name="torch",
        conda="pytorch pytorch-cpu pytorch-gpu",
        alias="torch",
        loads_all=True,
        reads=(
            Path("load export.load", 0, "f"),
            Path("from_file", 0, "filename", "torch.Tensor"),
            Path("jit.load", 0, "f", "torch.jit.ScriptModule"),
        ),
        writes=(
            Path("save jit.save export.save", 1, "f"),
            Path("onnx.export", 2, "f"),
            Path(".save", 0, "f", needs="torch.jit"),
        ),
        writes_folders=(
            Path("hub.set_dir", 0, "d"),
            Path("hub.load_state_dict_from_url", 1, "model_dir", "dict"),
            Path("utils.tensorboard.SummaryWriter", 0, "log_dir", ITSELF),
        ),
        classes=True,
        no_classes="Tensor",
        returns={
            "self": """Generator device utils.data.DataLoader utils.data.Subset
                utils.data.TensorDataset""",
            "bool": "allclose cuda.is_available equal is_tensor",
            "int": "cuda.device_count numel",
            "list[torch.utils.data.Subset]": "utils.data.random_split",
            "torch.Generator": "manual_seed",
            "torch.Tensor": """abs add arange argmax argmin as_tensor bernoulli bmm cat clamp cos
                cumprod cumsum diag div dot empty empty_like exp eye flatten flip from_numpy full
                get_rng_state hstack linspace log log10 log2 logical_and logical_not logical_or
                masked_select matmul mm movedim mul multinomial
                nn.functional.binary_cross_entropy nn.functional.binary_cross_entropy_with_logits
                nn.functional.conv2d nn.functional.cosine_similarity nn.functional.cross_entropy
                nn.functional.dropout nn.functional.elu nn.functional.gelu
                nn.functional.interpolate nn.functional.l1_loss nn.functional.leaky_relu
                nn.functional.linear nn.functional.log_softmax nn.functional.mse_loss
                nn.functional.nll_loss nn.functional.normalize nn.functional.one_hot
                nn.functional.pad nn.functional.relu nn.functional.sigmoid
                nn.functional.smooth_l1_loss nn.functional.softmax nn.functional.softplus
                nn.functional.tanh nn.utils.rnn.pad_sequence normal ones ones_like outer permute
                pow rand rand_like randint randn randn_like randperm relu reshape roll round
                sigmoid sign sin softmax sqrt square squeeze stack sub tanh tensor tile
                transpose tril triu unsqueeze vstack where zeros zeros_like""",
            "torch.jit.ScriptModule": "jit.script jit.trace",
        },
        methods={
            "torch.Tensor": {
                "None": "backward",
                "bool | float | int": "item",
                "int": "dim element_size nelement numel",
                "list": "tolist",
                "numpy.ndarray": "numpy",
                "torch.Tensor": """abs add all any argmax argmin bernoulli bfloat16 bmm bool byte
                    clamp clone contiguous cos cpu cuda cumprod cumsum detach div dot double eq
                    exp expand expand_as flatten flip float gather ge gt half index_select int le
                    log log10 log2 logical_and logical_not logical_or long lt masked_fill matmul
                    mean mm mul narrow ne neg new_ones new_zeros permute pow prod relu repeat
                    requires_grad_ reshape roll rot90 round scatter sigmoid sign sin softmax sqrt
                    square squeeze std sub sum swapaxes t tanh to transpose type_as unflatten
                    unsqueeze var view""",
            },
            "torch.nn": {
                "None": "zero_grad",
                "collections.OrderedDict": "state_dict",
                "self": "cpu cuda double eval float half requires_grad_ to train",
            },
        },
        attributes={
            "torch.Tensor": {
                "bool": "is_cuda requires_grad",
                "int": "ndim",
                "torch.Size": "shape",
                "torch.Tensor": "T data",
                "torch.device": "device",
                "torch.dtype": "dtype",
            }
        },
        immutable="Size device dtype",
        arrays="Tensor",
        samples="Tensor utils.data",
        pure=".",
        pure_methods={"torch.Tensor": "add cpu cuda double float half"},
        changes={(0, 1): "optim.swa_utils.update_bn", (0,): "autograd.backward"},
        views="""as_tensor chunk flatten from_numpy movedim narrow permute ravel reshape split
            squeeze swapaxes t transpose unbind unsqueeze""",
        holds="compile jit.script utils.data.random_split",
        calls_nothing="save",
        seeds={
            "torch": "manual_seed random.manual_seed seed set_rng_state",
            "torch.cuda": "cuda.manual_seed cuda.manual_seed_all cuda.set_rng_state",
            "torch.mps": "mps.manual_seed",
        },
        streams={"torch": ("torch", "torch.cuda", "torch.mps")},
        draws={
            "torch": """bernoulli binomial dropout get_rng_state multinomial normal poisson rand
                rand_like randint randint_like randn randn_like random.get_rng_state randperm rrelu
                utils.data.DataLoader utils.data.RandomSampler utils.data.WeightedRandomSampler
                utils.data.random_split"""
        },
        settings="""autograd.set_detect_anomaly cuda.empty_cache cuda.init cuda.set_device
            hub.set_dir multiprocessing.set_sharing_strategy multiprocessing.set_start_method
            set_default_device set_default_dtype set_default_tensor_type
            set_deterministic_debug_mode set_float32_matmul_precision set_flush_denormal
            set_grad_enabled set_num_interop_threads set_num_threads set_printoptions
            use_deterministic_algorithms""",
        setting_objects="backends",
        own_canvas=True,
        saved={"tensor": "Tensor", "torch": "."},
        remade="""utils.data.DataLoader utils.data.Subset utils.data.TensorDataset
            utils.data.dataloader.DataLoader utils.data.dataset.TensorDataset""",
        cheap="backends.mps.is_available cuda.device_count cuda.is_available device",
        builds="hub nn optim",
        trains="autograd",
        prepares_data=". utils.data",
        restores="load",
        saves="save",
        sets_up="""cuda.manual_seed cuda.manual_seed_all manual_seed
                set_default_dtype set_printoptions""",
        neutral="""argmax backends cuda device exp inference_mode max mean no_grad round
                set_grad_enabled sigmoid softmax sqrt sum""",
        general=".",
        networks=True,
        hyperparameters="optim",
        unpickles="load",
    ),
    Library(
        name="torch.nn",
        no_classes="Parameter",
        returns={
            "torch.Tensor": """functional.cross_entropy functional.interpolate
                functional.log_softmax functional.mse_loss functional.one_hot functional.pad
                functional.relu functional.softmax"""
        },
        changes={
            (0,): """init.constant_ init.dirac_ init.eye_ init.kaiming_normal_ init.kaiming_uniform_
                init.normal_ init.ones_ init.orthogonal_ init.sparse_ init.trunc_normal_
                init.uniform_ init.xavier_normal_ init.xavier_uniform_ init.zeros_
                utils.clip_grad_norm_ utils.clip_grad_value_
                utils.parametrize.register_parametrization utils.prune.global_unstructured
                utils.prune.l1_unstructured utils.prune.ln_structured
                utils.prune.random_unstructured utils.prune.remove utils.remove_weight_norm
                utils.spectral_norm utils.weight_norm""",
            (1,): "utils.vector_to_parameters",
        },
        draws={
            "torch": """Bilinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d
                ConvTranspose3d Embedding EmbeddingBag GRU GRUCell LSTM LSTMCell Linear
                MultiheadAttention RNN RNNCell Transformer TransformerDecoder
                TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer
                functional.alpha_dropout functional.dropout functional.dropout1d
                functional.dropout2d functional.dropout3d functional.feature_alpha_dropout
                functional.gumbel_softmax functional.rrelu init.kaiming_normal_
                init.kaiming_uniform_ init.normal_ init.orthogonal_ init.sparse_ init.trunc_normal_
                init.uniform_ init.xavier_normal_ init.xavier_uniform_"""
        },
        cheap_classes=".",
        prepares_data="functional.one_hot utils.rnn",
        neutral="functional",
        hyperparameters=".",
    ),
)
