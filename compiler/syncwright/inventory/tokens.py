"""Placeholders for a package's namespace in source that CumulusCI deploys, such as `%%%NAMESPACE%%%Fund__c` and `___NAMESPACE___Fund__c.object`.

CumulusCI fills them in when it deploys: with nothing where the package is not installed as a managed one, else with its namespace
(`inject_namespace` in its source). We do the same. An org of the package's own, with the namespace on everything, is not known here.
"""

from syncwright.text import SourceFile


def filled(source: SourceFile, namespace: str = "") -> SourceFile:
    """The file with the placeholders in its text filled in. Its path, and its lines, stay where they are."""
    if b"%%%" not in source.data:
        return source
    data = source.data
    for token, said in _said(namespace).items():
        data = data.replace(f"%%%{token}%%%".encode(), said.encode())
    return SourceFile(source.path, data)


def filled_path(path: str, namespace: str = "") -> str:
    """A path with the placeholders in it filled in, to take names from."""
    if "___" in path:
        for token, said in _said(namespace).items():
            path = path.replace(f"___{token}___", said)
    return path


def _said(namespace: str) -> dict[str, str]:
    prefix = f"{namespace}__" if namespace else ""
    return {
        "NAMESPACE": prefix,
        "NAMESPACE_DOT": f"{namespace}." if namespace else "",
        "NAMESPACE_OR_C": namespace or "c",
        "NAMESPACED_ORG": "",
        "NAMESPACED_ORG_OR_C": "c",
        "MANAGED_OR_NAMESPACED_ORG": prefix,
        "MANAGED_OR_NAMESPACED_ORG_OR_C": namespace or "c",
    }
