"""Plans workbooks and writes a third of them with openpyxl.

Beside each workbook lies what it must hold: sheets in order, each with its cells
as [cell, type, text]. LibreOffice's are written to raw/ for it to save again.
"""
import json
import pathlib
import random
import sys

import openpyxl

WORDS = ["总诊疗人次", "基层诊疗人次", "签约居民数", "a & b <c>", " 前后有空格 ", "第一行\n第二行", "'引号\"", "１２３", "=不是公式", "𠮷野家", "1e5", "a_x_b", "—"]
# Not among them: "_x0041_", which openpyxl and SheetJS write as it stands although the
# format then means "A" by it.


def plan(rng):
    """One workbook: a list of (sheet name, {cell: [type, value]})."""
    sheets = []
    for i in range(rng.randint(1, 4)):
        cells = {}
        for row in rng.sample(range(1, 60), rng.randint(1, 20)):
            for column in rng.sample(range(1, 15), rng.randint(1, 8)):
                name = openpyxl.utils.get_column_letter(column) + str(row)
                cells[name] = value(rng)
        sheets.append((["封面", "指标 一", "任务&表", "Sheet(4)"][i], cells))
    return sheets


def value(rng):
    kind = rng.choice(["text", "text", "number", "number", "number", "bool", "formula"])
    if kind == "text":
        return ["text", rng.choice(WORDS)]
    if kind == "bool":
        return ["bool", rng.random() < 0.5]
    if kind == "formula":
        a, b = rng.randint(0, 999), rng.randint(0, 999)
        return ["formula", [f"{a}+{b}", a + b]]
    return ["number", rng.choice([rng.randint(-10**6, 10**9), rng.randint(0, 10**7) / 100, rng.randint(0, 1000) / 1000, 0, 1e15, 1.5e-7])]


def write_openpyxl(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in sheets:
        sheet = book.create_sheet(name)
        for cell, (kind, v) in cells.items():
            if kind == "formula":
                sheet[cell] = "=" + v[0]
                continue
            sheet[cell] = v
            if kind == "text":
                sheet[cell].data_type = "s"
    book.save(path)


def expected(sheets, program):
    """What must be read: openpyxl stores no result of a formula."""
    out = []
    for name, cells in sheets:
        found = []
        for cell, (kind, v) in cells.items():
            if kind == "formula":
                found.append([cell, "empty" if program == "openpyxl" else "number", "" if program == "openpyxl" else str(v[1])])
            elif kind == "bool":
                found.append([cell, "bool", "1" if v else "0"])
            else:
                found.append([cell, kind, v if kind == "text" else repr(v)])
        out.append({"name": name, "cells": sorted(found)})
    return out


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    (folder / "raw").mkdir()
    rng = random.Random(2022)
    todo = []
    for i in range(count):
        program = ["openpyxl", "sheetjs", "libreoffice"][i % 3]
        sheets, name = plan(rng), f"{program}-{i:03d}.xlsx"
        (folder / (name + ".json")).write_text(json.dumps(expected(sheets, program), ensure_ascii=False))
        if program == "sheetjs":
            todo.append({"file": name, "sheets": sheets})
        else:
            write_openpyxl((folder / "raw" if program == "libreoffice" else folder) / name, sheets)
    (folder / "raw" / "sheetjs.plan").write_text(json.dumps(todo))


main()
