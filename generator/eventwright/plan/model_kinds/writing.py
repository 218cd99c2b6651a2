"""The one module that calls datamodel-code-generator, and only where its classes are asked for."""

import json
import warnings
from typing import Any

from eventwright.json_value import Json
from eventwright.options import Models
from eventwright.problems import Problem, SpecError, UnreadableError

_ROOT = "R0"


def written(schema: dict[str, Json], models: Models) -> str:
    """Return the source of one module; raises UnreadableError `models-generator-missing`.

    Raises SpecError `models-not-written` where the generator fails.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _generated(json.dumps(schema), models)
    except ImportError as error:
        message = f"models = {models.value!r} needs datamodel-code-generator: {error}"
        raise UnreadableError([Problem("models-generator-missing", message)]) from error
    except Exception as error:  # whatever another's generator ends with is told, and nothing is written
        message = f"datamodel-code-generator cannot write the {models.value} models: {_told(error)}"
        raise SpecError([Problem("models-not-written", message)]) from error


def _generated(text: str, models: Models) -> str:
    from datamodel_code_generator import generate  # noqa: PLC0415  # half a second, and asked for seldom

    source = generate(text, **_options(models))
    if not isinstance(source, str):
        raise TypeError("it gives no module")
    return source


def _options(models: Models) -> dict[str, Any]:
    from datamodel_code_generator.enums import DataModelType, InputFileType  # noqa: PLC0415  # as above
    from datamodel_code_generator.format import (  # noqa: PLC0415  # as above
        DateClassType,
        DatetimeClassType,
        PythonVersion,
    )

    kinds = {
        Models.PYDANTIC: DataModelType.PydanticV2BaseModel,
        Models.MSGSPEC: DataModelType.MsgspecStruct,
        Models.TYPEDDICT: DataModelType.TypingTypedDict,
    }
    options: dict[str, Any] = {
        "input_file_type": InputFileType.JsonSchema,
        "output": None,
        "output_model_type": kinds[models],
        "target_python_version": PythonVersion.PY_311,
        "class_name": _ROOT,
        "skip_root_model": True,
        "strict_refs": True,
        "allow_remote_refs": False,
        "formatters": [],
        "disable_timestamp": True,
        "field_constraints": True,
        "strict_nullable": True,
        "use_default_kwarg": True,
        "use_standard_collections": True,
        "use_union_operator": True,
        "use_tuple_for_fixed_items": True,
        "use_closed_typed_dict": False,
    }
    if models is Models.MSGSPEC:
        options |= {
            "use_annotated": True,
            "keyword_only": True,
            "output_datetime_class": DatetimeClassType.Datetime,
            "output_date_class": DateClassType.Date,
        }
    return options


def _told(error: Exception) -> str:
    text = str(error).strip().partition("\n")[0]
    return text[:200] or type(error).__name__
