"""Salesforce formulas as Salesforce's own open engine runs them: the interpreter of the stand-in, which shares no code with the compiler.

Certified on every verdict of the engine that is at hand (`test_salesforce_formula.py`); only then is it a judge.
"""

from syncwright.sandbox.salesforce.formulas import Blanks, Formula, FormulaFailed, FormulaRefused, compiled, evaluate

__all__ = ["Blanks", "Formula", "FormulaFailed", "FormulaRefused", "compiled", "evaluate"]
