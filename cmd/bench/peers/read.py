"""Reads every cell of the workbooks in a folder with one library, and says what it cost.

usage: read.py LIBRARY FOLDER [LIMIT]   prints {"cpu": seconds, "workbooks": n, "cells": n}
None of them judges a file: no check of the parts, of text in the place of numbers, of formulas.
"""
import glob, json, os, sys, time

library, folder = sys.argv[1], sys.argv[2]
limit = int(sys.argv[3]) if len(sys.argv) > 3 else None
paths = sorted(glob.glob(os.path.join(folder, "*", "*.xlsx")))[:limit]


def of_openpyxl(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    n = 0
    for sheet in book:
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            n += sum(value is not None for value in row)
    return n


def of_pandas(path):
    import pandas

    sheets = pandas.read_excel(path, sheet_name=None, header=None, dtype=object, engine="openpyxl")
    return int(sum(frame.notna().sum().sum() for frame in sheets.values()))


def of_polars(path):
    import polars

    sheets = polars.read_excel(path, sheet_id=0, has_header=False, engine="calamine", infer_schema_length=0)
    return sum(frame.height * frame.width - sum(frame.null_count().row(0)) for frame in sheets.values() if frame.width)


def of_fastexcel(path):
    import fastexcel

    book = fastexcel.read_excel(path)
    n = 0
    for name in book.sheet_names:
        sheet = book.load_sheet(name, header_row=None, dtypes="string")
        n += sheet.total_height * sheet.width
    return n


def of_duckdb(path):
    n = 0
    for sheet in SHEETS:
        found = CONNECTION.execute("select columns(*) from read_xlsx(?, sheet = ?, header = false, all_varchar = true, stop_at_empty = false)", [path, sheet]).fetchall()
        n += sum(value is not None for row in found for value in row)
    return n


if library == "duckdb":
    import duckdb
    import duckdb_extension_excel
    import openpyxl

    CONNECTION = duckdb.connect()
    CONNECTION.execute("set threads = 1")
    found = glob.glob(os.path.join(os.path.dirname(duckdb_extension_excel.__file__), "**", "excel.duckdb_extension"), recursive=True)
    CONNECTION.load_extension(found[0])
    SHEETS = openpyxl.load_workbook(paths[0], read_only=True).sheetnames

read = {"openpyxl": of_openpyxl, "pandas": of_pandas, "polars": of_polars, "fastexcel": of_fastexcel, "duckdb": of_duckdb}[library]
read(paths[0])  # what a library loads at its first use is not counted
start = time.process_time()
cells = sum(read(path) for path in paths)
print(json.dumps({"cpu": time.process_time() - start, "workbooks": len(paths), "cells": cells}))
