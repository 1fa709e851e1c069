"""成批造件: documents by the hundred thousand for rehearsals and measuring (manage.py populate).

A few samples go through the desks' own services; every clone is a sample's rows with its own title, text, numbers
and moments, written by PostgreSQL.
"""
