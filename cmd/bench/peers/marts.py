"""Makes the coverage rates of a country with dbt-duckdb, says what it cost, and holds them against ours.

usage: marts.py PROJECT TABLES MARTS OUT   prints {"cpu": seconds, "rows": n, "different": n}
"""
import json, os, sys, time

project, tables, marts, out = sys.argv[1:]
os.makedirs(out, exist_ok=True)
os.chdir(out)  # where dbt leaves its logs

from dbt.cli.main import dbtRunner

done = dbtRunner().invoke(["--quiet", "run", "--project-dir", project, "--profiles-dir", project, "--target-path", os.path.join(out, "target"),
                           "--log-path", os.path.join(out, "logs"), "--vars", json.dumps({"tables": tables, "out": out})])
if not done.success:
    sys.exit(str(done.exception or [r.message for r in done.result if r.status != "success"]))
cpu = time.process_time()

import duckdb

rows, different = duckdb.connect().execute(f"""
    select count(*), count(*) filter (where ours.value is null or abs(ours.value - theirs.value) > 0.000001 or ours.numerator <> theirs.numerator)
    from '{out}/rates.parquet' theirs
    left join (select * from '{marts}/mart_indicator.parquet' where basis = 'quarter') ours using (indicator, org, period)""").fetchall()[0]
print(json.dumps({"cpu": cpu, "rows": rows, "different": different}))
