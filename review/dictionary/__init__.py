"""词库 and 负面清单: how they change (ADR 0028).

sheet        the Excel file: what is read from it, what is written into it
checking     what makes a row, or a set of rows, unfit; pure
selectors    which edition is in force, its terms as the scanner takes them, what differs between two
touching     which documents a change would touch or free
"""
