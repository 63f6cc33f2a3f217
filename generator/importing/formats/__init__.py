"""What other systems hold -> cable files of ours, as text. Pure: opens no file, never raises on content.

``read_records`` takes the bytes of one file of theirs in pieces and yields, record after record, the cable file to keep or
the problem that stands in its way.
"""

from generator.importing.formats.kinds import Unread
from generator.importing.formats.records import read_records
from generator.importing.formats.transcript import Transcript, same_message

__all__ = ["Transcript", "Unread", "read_records", "same_message"]
