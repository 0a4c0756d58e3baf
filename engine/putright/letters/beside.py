"""Which templates belong to a policy file: those of the `letters` folder beside it, else those that are shipped."""

from __future__ import annotations

from pathlib import Path

from putright.letters.shelf import Shelf
from putright.policy.model import Policy
from putright.shipped import shipped


def shelf_for(policy: Policy) -> Shelf:
    """The templates of a policy's organisation, from the nearest `letters` folder above the policy's file.

    What the organisation has not itself comes from those that its policy is based on.
    The shared parts come from there too where it has them, and are the shipped ones otherwise.

    Raises:
        PolicyError: L303, a template is not text in UTF-8.
    """
    organisation = policy.organisation.id
    own = room_of(policy).parent
    shelf = Shelf.read(own, organisation, [base for base in policy.bases if base != organisation])
    if own == shipped("letters") or (own / "shared").is_dir():
        return shelf
    shared = Shelf.read(shipped("letters"), "")
    lent = dict.fromkeys((name for name, _ in shared.templates), shared.folder)
    templates = tuple(sorted({*shelf.templates, *shared.templates}))
    return Shelf(templates, shelf.organisation, shelf.folder, shelf.rooms, lent)


def room_of(policy: Policy) -> Path:
    """The folder of the organisation's own letters, in the nearest `letters` folder above the policy's file.

    Where there is none yet, it is where one would be looked for: beside the folder of all policies, or in the policy's own.
    """
    organisation = policy.organisation.id
    file = Path(policy.file)
    above = (*file.parents, *file.absolute().parents)  # named as the policy was named, where that reaches far enough
    own = next((p / "letters" for p in above if (p / "letters" / organisation).is_dir()), None)
    if own is None and any((shipped("letters") / name).is_dir() for name in (organisation, *policy.bases)):
        own = shipped("letters")
    return (own or _to_be(file)) / organisation


def _to_be(file: Path) -> Path:
    folder = file.parent
    return (folder.parent.parent if folder.parent.name == "policies" else folder) / "letters"
