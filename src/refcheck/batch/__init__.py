"""Tables and folders too large for one report: checked partition by partition, on one machine or on
many.

    sources.py    what the input is, and its partitions
    reading.py    a partition -> Arrow batches of reference strings, or of documents
    checking.py   Arrow batches in, Arrow batches out: the one function that checks
    tables.py     the columns of the result
    folder.py     the folder that it is written to: exactly once, and where it was left
    work.py       one partition from beginning to end
    local.py      in processes of this machine
    spark.py      on Spark, and for DataFrames
    run.py        the whole run
"""
