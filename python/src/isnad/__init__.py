# SPDX-License-Identifier: Apache-2.0
"""Read Arabic news: what happened, who did it to whom, when and where, on whose word, how surely.

>>> import isnad
>>> reader = isnad.Reader()
>>> reading = reader.read("زار وزير الخارجية المصري طرابلس.")
>>> reading.claims[0].type
'CONSULT'
"""
from isnad._library import IsnadError
from isnad.reader import Reader
from isnad.reading import Claim, Designation, Entity, Issue, Party, Quantity, Quote, Reading, Time

__version__ = "0.1.0"
__all__ = ["Claim", "Designation", "Entity", "IsnadError", "Issue", "Party", "Quantity", "Quote", "Reader", "Reading",
           "Time"]
