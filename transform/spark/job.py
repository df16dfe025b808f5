"""Runs the models of yigai on Spark. yigai writes this file and a plan beside it and starts it
through spark-submit: job.py PLAN. The plan says which Parquet files hold the tables that exist,
which SELECT makes each other table, and what each reads. Every table made is one folder of
Parquet files. Lines that begin with "yigai:" are read by yigai; all others are Spark's own."""

import json
import re
import sys
import traceback
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from decimal import Context, Decimal
from fractions import Fraction

# What differs between installations and would change a figure. Whatever else a site has set stays.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # an overflow or a text that is no number is an error, not NULL
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.ansi.enforceReservedKeywords": "false",
    "spark.sql.parser.escapedStringLiterals": "true",  # a backslash in a text is a backslash
    "spark.sql.legacy.consecutiveStringLiterals.enabled": "false",  # '' in a text is a quote
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    "spark.sql.groupByAliases": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # Spark 4.0's quick reader takes some strings written by other programs for a broken file.
    "spark.sql.parquet.enableVectorizedReader": "false",
}

# For tables that are small: pieces and programs made for large ones cost more than the work.
SMALL = {"spark.sql.shuffle.partitions": "4", "spark.sql.codegen.wholeStage": "false"}

# ---------------------------------------------------------------- exact functions
# The same as transform/exact.go: whole numbers of any size, rounded once.

CONTEXT = Context(prec=60)  # no DECIMAL is wider
UNIT = 10**8  # of a DECIMAL(30,8)
KEY_UNIT = 10**48
KEY_OFFSET = 10**15 * KEY_UNIT
RATIO_LIMIT = 10**18
GROUP_YEARS = 5


def whole(*values):
    """Decimals as whole numbers of 10^-8; None if one is NULL."""
    if any(v is None for v in values):
        return None
    return [int(v.scaleb(8, CONTEXT)) for v in values]


def value_of(fraction):
    """DECIMAL(18,6), half away from zero; None without a result or beyond 12 digits before the point."""
    if fraction is None or fraction[1] == 0:
        return None
    n, d = fraction
    n *= 10**6
    q = (2 * abs(n) + abs(d)) // (2 * abs(d))
    if q >= RATIO_LIMIT:
        return None
    return Decimal(-q if (n < 0) != (d < 0) else q).scaleb(-6, CONTEXT)


def key_of(fraction):
    """A text that sorts as the fraction does."""
    if fraction is None or fraction[1] == 0:
        return None
    n, d = fraction
    if d < 0:
        n, d = -n, -d
    return str(n * KEY_UNIT // d + KEY_OFFSET).rjust(64, "0")


def divided(n, d):
    return whole(n, d)


def quotient(n, np, d, dp, scale, less):
    values = whole(n, np, d, dp, scale, less)
    if values is None:
        return None
    n, np, d, dp, scale, less = values
    over, under = n * dp, np * d
    if dp == 0:
        return over, dp
    return (over * UNIT - under * less) * scale, under * UNIT * UNIT


def death_probability(strata, scale):
    scaled = whole(scale)
    if strata is None or scaled is None:
        return None
    alive = Fraction(1)
    for group in strata.split(";"):
        deaths, _, people = group.partition("|")
        try:
            n, d = GROUP_YEARS * Fraction(deaths), 2 * Fraction(people)
        except ValueError:
            raise ValueError("age group %r: two numbers with | between are wanted" % group) from None
        if n < 0 or n >= d:
            return 0, 0
        alive *= (d - n) / (d + n)
    result = (1 - alive) * Fraction(scaled[0], UNIT)
    return result.numerator, result.denominator


def numbers(*names):
    return [(name, "decimal(30,8)") for name in names]


EXACT = {
    "ratio": (divided, numbers("n", "d")),
    "quotient": (quotient, numbers("n", "np", "d", "dp", "scale", "less")),
    "death_probability": (death_probability, [("strata", "string")] + numbers("scale")),
}

# The same as transform/macros.sql: name, arguments, result, expression.
PLAIN = [
    ("local_day", "t string", "date", "to_date(from_utc_timestamp(cast(nullif(t, '') as timestamp), 'Asia/Shanghai'))"),
    ("days_between", "a date, b date", "int", "datediff(b, a)"),
    ("plain", "v string", "string", r"regexp_replace(regexp_replace(v, '(\.[0-9]*[1-9])0+$', '$1'), '\.0+$', '')"),
    ("finding_id", "t string", "string", "concat('F-', substr(sha2(t, 256), 1, 10))"),
    ("text_hash", "t string", "string", "sha2(t, 256)"),
    ("scaled_ratio", "n decimal(20,4), s decimal(18,4), d decimal(18,4)", "decimal(18,6)", "ratio(n * s, d)"),
    ("scaled_ratio_key", "n decimal(20,4), s decimal(18,4), d decimal(18,4)", "string", "ratio_key(n * s, d)"),
    ("hash_number", "h string, n int", "bigint", "cast(conv(substr(h, n, 15), 16, 10) as bigint)"),
    ("key_value", "k string", "decimal(38,16)", "cast(cast(substring(k, 1, 16) as bigint) - 1000000000000000 as decimal(38,16)) + cast(concat('0.', substring(k, 17, 16)) as decimal(17,16))"),
    ("key_cut", "k string", "decimal(18,10)", "cast(cast(cast(substring(k, 1, 16) as bigint) - 1000000000000000 as decimal(38,10)) + cast(concat('0.', substring(k, 17, 10)) as decimal(11,10)) as decimal(18,10))"),
]


def register(spark):
    """Makes the functions known that every engine running the models must have."""
    for name, (fraction, arguments) in EXACT.items():
        for suffix, of, result in (("", value_of, "decimal(18,6)"), ("_key", key_of, "string")):
            spark.udf.register("exact_" + name + suffix, lambda *v, f=fraction, g=of: g(f(*v)), result)
            define(spark, name + suffix, ", ".join("%s %s" % a for a in arguments), result,
                   "exact_%s%s(%s)" % (name, suffix, ", ".join(a for a, _ in arguments)))
    for function in PLAIN:
        define(spark, *function)


def define(spark, name, arguments, result, expression):
    spark.sql("create or replace temporary function %s(%s) returns %s return %s" % (name, arguments, result, expression))


# ---------------------------------------------------------------- tables

def name(text):
    return "`" + text.replace("`", "``") + "`"


def schema(columns):
    return ", ".join("%s %s" % (name(c["name"]), "string" if c["type"] == "VARCHAR" else c["type"]) for c in columns)


def url(path):
    """Where a folder or file is, said in full: the site's own default may be another file system."""
    return "file://" + path if path.startswith("/") else path


def literal(path):
    """A path that matches itself only: Spark takes the names of files to read as patterns."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", path)


def add_source(spark, table):
    if table["files"]:
        reader = spark.read.schema(schema(table["columns"])) if table["columns"] else spark.read
        rows = reader.parquet(*[literal(url(f)) for f in table["files"]])
    else:
        rows = spark.createDataFrame([], schema(table["columns"]))
    rows.createOrReplaceTempView(table["name"])


def make(spark, model, out):
    """Runs one model, keeps its rows as Parquet and lets the models after it read those."""
    folder = url(out + "/" + model["name"])
    rows = spark.sql(model["sql"])
    rows.write.parquet(folder)
    spark.read.schema(rows.schema).parquet(literal(folder)).createOrReplaceTempView(model["name"])


class Failed(Exception):
    pass


def make_all(spark, models, out, at_once):
    """Runs models as soon as those they read are there, several at once."""
    waiting, done, running = {m["name"]: m for m in models}, set(), {}
    with ThreadPoolExecutor(at_once) as pool:
        while waiting or running:
            for m in [m for m in waiting.values() if not any(n in waiting or n in running.values() for n in m["needs"])]:
                del waiting[m["name"]]
                running[pool.submit(make, spark, m, out)] = m["name"]
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                made = running.pop(future)
                if future.exception():
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise Failed("%s: %s" % (made, first_line(future.exception()))) from future.exception()
                done.add(made)
                print("yigai: made %d %s" % (len(done), made), flush=True)


def first_line(error):
    """What a person needs of an error: the first line of its innermost cause."""
    cause = getattr(error, "java_exception", None)
    while cause is not None and cause.getCause() is not None:
        cause = cause.getCause()
    if cause is not None:
        error = cause.toString()
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


# ---------------------------------------------------------------- a folder that the whole cluster reaches

class Shared:
    """A folder of our own at an address that this machine and the cluster both reach."""

    def __init__(self, spark, address, own):
        self.path = spark._jvm.org.apache.hadoop.fs.Path
        self.address = url(address).rstrip("/") + "/" + own
        self.files = self.path(self.address).getFileSystem(spark._jsc.hadoopConfiguration())

    def take(self, sources):
        """Copies the files of sources there and says where they are now."""
        for table in sources:
            there = ["%s/in/%s/%06d.parquet" % (self.address, table["name"], i) for i, _ in enumerate(table["files"])]
            for here, copy in zip(table["files"], there):
                self.files.copyFromLocalFile(False, True, self.path(url(here)), self.path(copy))
            table["files"] = there

    def give(self, out):
        """Brings what was made there to a folder of this machine."""
        self.files.copyToLocalFile(False, self.path(self.address + "/out"), self.path(url(out)), True)

    def leave(self):
        self.files.delete(self.path(self.address), True)


def prepare(spark, small):
    version = tuple(int(n) for n in re.findall(r"\d+", spark.version)[:2])
    if version < (4, 0):
        raise Failed("Spark %s is too old: 4.0 or newer is needed" % spark.version)
    chosen = {key for key, _ in spark.sparkContext.getConf().getAll()}
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    for key, value in SMALL.items():
        if small and key not in chosen:
            spark.conf.set(key, value)
    register(spark)


def run(spark, plan):
    out, shared = plan["out"], None
    try:
        if plan["shared"]:
            shared = Shared(spark, plan["shared"], plan["own"])
            shared.take(plan["sources"])
            out = shared.address + "/out"
        for table in plan["sources"]:
            add_source(spark, table)
        make_all(spark, plan["models"], out, plan["at_once"])
        if shared:
            shared.give(plan["out"])
    finally:
        if shared:
            shared.leave()


def main(plan_file):
    from pyspark.sql import SparkSession

    with open(plan_file, encoding="utf-8") as f:
        plan = json.load(f)
    spark = SparkSession.builder.appName("yigai").getOrCreate()
    print("yigai: spark %s %s" % (spark.version, spark.sparkContext.master), flush=True)
    prepare(spark, plan["small"])
    run(spark, plan)
    print("yigai: done", flush=True)
    spark.stop()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Exception as error:
        traceback.print_exc()
        print("yigai: failed %s" % first_line(error), flush=True)
        sys.exit(1)
