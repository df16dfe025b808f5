package transform

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/parquet-go/parquet-go"

	"yigai/transform/spark"
)

const sparkJob = "spark/job.py"

// TestSparkHasEveryFunction: what macros.sql and exact.go give the models, the
// job script must give them too.
func TestSparkHasEveryFunction(t *testing.T) {
	job, err := os.ReadFile(sparkJob)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^create macro (\w+)\(`).FindAllStringSubmatch(macros, -1)
	if len(found) < 8 {
		t.Fatalf("only %d macros found", len(found))
	}
	for _, m := range found {
		inside := slices.Contains([]string{"key_whole", "key_part", "ten_thousandths"}, m[1]) // only macros use them
		if !inside && !strings.Contains(string(job), `("`+m[1]+`", `) {
			t.Errorf("%s of macros.sql is not in %s", m[1], sparkJob)
		}
	}
	for name, text := range modelFiles(t) {
		if regexp.MustCompile(`\b(key_(whole|part)|ten_thousandths)\(`).MatchString(text) {
			t.Errorf("%s uses what only macros use, and Spark is not given", name)
		}
	}
}

// A call is one use of an exact function: decimals as whole numbers of 10^-8.
type call struct {
	Function string   `json:"function"`
	Text     string   `json:"text"`
	Numbers  []string `json:"numbers"`
}

// sparkSays prints value and key of each call, as the job script works them out.
const sparkSays = `
import importlib.util, json, sys
from decimal import Decimal
spec = importlib.util.spec_from_file_location("job", sys.argv[1])
job = importlib.util.module_from_spec(spec)
spec.loader.exec_module(job)
for c in json.load(sys.stdin):
    values = ([c["text"]] if c["text"] else []) + [Decimal(n).scaleb(-8, job.CONTEXT) for n in c["numbers"]]
    fraction = job.EXACT[c["function"]][0](*values)
    print(job.value_of(fraction), job.key_of(fraction))
`

// TestSparkCountsAsExactly compares the exact functions of the job script with those here.
func TestSparkCountsAsExactly(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("YIGAI_PROVE") != "" {
			t.Fatal("python3 is not installed")
		}
		t.Skip("python3 is not installed")
	}
	calls := exactCalls()
	input, err := json.Marshal(calls)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", sparkSays, sparkJob)
	cmd.Stdin = strings.NewReader(string(input))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(calls) {
		t.Fatalf("%d answers to %d calls:\n%s", len(lines), len(calls), out)
	}
	for i, c := range calls {
		if want := answer(t, c); lines[i] != want {
			t.Errorf("%+v\n got %s\nwant %s", c, lines[i], want)
		}
	}
}

// exactCalls mixes the edges with numbers of all lengths.
func exactCalls() []call {
	calls := []call{{"ratio", "", []string{"1", "0"}}, {"ratio", "", []string{"0", "-5"}}, {"ratio", "", []string{"1", "2000000"}}, {"ratio", "", []string{"-1", "2000000"}},
		{"ratio", "", []string{"999999999999999999999999999999", "1"}}, {"quotient", "", []string{"1", "2", "3", "0", "5", "6"}}, {"quotient", "", []string{"1", "0", "3", "4", "5", "6"}},
		{"death_probability", "1|0", []string{"100000000"}}, {"death_probability", "3.5|1000;0|20", []string{"100000000"}}, {"death_probability", "2|5;1|9", []string{"10000000000"}}}
	r := rand.New(rand.NewPCG(6, 6))
	number := func() string {
		digits := make([]byte, 1+r.IntN(29))
		for i := range digits {
			digits[i] = '0' + byte(r.IntN(10))
		}
		n, _ := new(big.Int).SetString(string(digits), 10)
		if r.IntN(2) == 0 {
			n.Neg(n)
		}
		return n.String()
	}
	for range 2000 {
		calls = append(calls, call{"ratio", "", []string{number(), number()}})
		calls = append(calls, call{"quotient", "", []string{number(), number(), number(), number(), number(), number()}})
		calls = append(calls, call{"death_probability", fmt.Sprintf("%d|%d.%02d;%d|%d", r.IntN(90), 1+r.IntN(1000), r.IntN(100), r.IntN(9), 40+r.IntN(1000)), []string{number()}})
	}
	return calls
}

// answer is what the functions here say, as Python prints it.
func answer(t *testing.T, c call) string {
	t.Helper()
	var values []driver.Value
	if c.Text != "" {
		values = append(values, c.Text)
	}
	for _, text := range c.Numbers {
		n, ok := new(big.Int).SetString(text, 10)
		if !ok {
			t.Fatal(text)
		}
		values = append(values, duckdb.Decimal{Width: argWidth, Scale: argScale, Value: n})
	}
	of := map[string]fraction{"ratio": divided, "quotient": quotientOfMeans, "death_probability": deathProbability}[c.Function]
	n, d, err := of(values)
	if err != nil {
		t.Fatal(err)
	}
	if d.Sign() == 0 {
		return "None None"
	}
	value := "None"
	if v, ok := ratio(n, d).(duckdb.Decimal); ok {
		value = fixed(v)
	}
	return fmt.Sprint(value, " ", ratioKey(n, d))
}

// edges are expressions on which engines part; each must give one text on both.
var edges = []string{
	"concat('a', cast(null as varchar), 'b')", "concat('', '')", "concat(cast(1.50 as decimal(9, 2)), true, cast('2022-01-31' as date))",
	"cast(cast('2.5' as decimal(9, 1)) as decimal(9, 0))", "cast(cast('-2.5' as decimal(9, 1)) as decimal(9, 0))", "cast('1.00005' as decimal(18, 4))", "cast('-1.00005' as decimal(18, 4))",
	"try_cast('x' as decimal(18, 4))", "try_cast('' as decimal(18, 4))", "try_cast(12345678901234567890.5 as decimal(18, 4))", "cast(cast(0 as decimal(18, 6)) as varchar)", "cast(cast('0.000001' as decimal(18, 6)) as varchar)",
	"cast(null as integer) is distinct from 1", "cast(null as integer) is not distinct from null", "coalesce(nullif('', ''), 'none')", "greatest(1, cast(null as integer), 3)", "cast(true as varchar)",
	"plain(cast('10.0000' as decimal(18, 4)))", "plain(cast('100' as decimal(18, 0)))", "plain(cast('-0.1230' as decimal(18, 4)))", "plain(cast('0.0000' as decimal(18, 4)))", "plain(cast('1000000.10' as decimal(18, 2)))", "plain(cast(20 as integer))",
	"finding_id('汉台区 \\ ')", "text_hash('')", "hash_number(text_hash('x'), 1)", "hash_number(text_hash('x'), 16)",
	"local_day('2022-03-31T15:59:59Z')", "local_day('2022-03-31T16:00:00Z')", "local_day('2022-04-01T00:30:00+08:00')", "local_day('')", "days_between(cast('2022-02-27' as date), cast('2022-03-01' as date))",
	"cast('2022-03-01' as date) - 1", "key_value(ratio_key(1, 3))", "key_cut(ratio_key(-2, 3))", "key_value(ratio_key(cast('123456789012.5' as decimal(18, 4)), 7))", "key_cut(ratio_key(99999999, 1))",
	"ratio(1, 3)", "ratio(cast('-0.5' as decimal(18, 4)), 1000000)", "ratio(1, 0)", "scaled_ratio(cast(1 as decimal(18, 4)), cast(100 as decimal(18, 4)), cast(3 as decimal(18, 4)))", "scaled_ratio_key(cast(-1 as decimal(18, 4)), cast(100 as decimal(18, 4)), cast(3 as decimal(18, 4)))", "scaled_ratio(cast('99999999999999' as decimal(18, 4)), cast(1 as decimal(18, 4)), cast(1 as decimal(18, 4)))", "ratio(cast(null as integer), 1)", "ratio_key(2, 3) = ratio_key(4, 6)", "quotient(1, 2, 3, 4, 100, 1)", "death_probability('3|1000;1|500', 100)",
	"regexp_replace('10.500', '\\.?0+$', '')", "regexp_replace('a:b:c', '^.*:', '')", "regexp_extract('x 12', '([0-9]+)', 1)", "regexp_extract('x', '([0-9]+)', 1)", "translate('a、b', '、', '|')", "position('b' in 'ab')", "substring('汉台区', 2, 1)",
	"lower('ÀB')", "trim('  a ')", "chr(9)", "'a' || 'b' = 'ab'", "'Z' < 'a'", "'汉' < '台'", "'a\\nb'", "mod(-7, 5)", "floor(cast('-1.5' as decimal(9, 1)))", "abs(cast('-1.5' as decimal(9, 1)))", "'a_b' like 'a_b'",
	"cast('1' as integer) + 1", "(select string_agg(g.v, '|' order by g.v desc nulls last) from (select 'a' as v union all select 'b' union all select null) g)",
	"(select max_by(g.v, g.k) from (select cast(null as varchar) as v, 9 as k union all select 'b', 2 union all select 'a', 1) g)", "(select min_by(g.v, g.k) from (select 'z' as v, cast(null as integer) as k union all select 'b', 2) g)",
	"(select sum(g.v) from (select cast('0.1' as decimal(18, 4)) as v union all select cast('0.2' as decimal(18, 4))) g)", "(select bool_or(g.v) from (select cast(null as boolean) as v) g)", "(select count(distinct g.v) from (select 1 as v union all select null union all select 1) g)",
	"(select max(r.n) from (select row_number() over (order by g.v asc nulls first) as n, g.v from (select 'a' as v union all select null) g) r where r.v = 'a')",
	"cast(cast('123456789012345.1234' as decimal(19, 4)) * cast('0.00000001' as decimal(18, 8)) as decimal(38, 12))", "0.1 + 0.2 = 0.3",
}

// TestSparkAgreesOnEdges runs them on both engines and compares the files.
func TestSparkAgreesOnEdges(t *testing.T) {
	if os.Getenv("YIGAI_SPARK") == "" {
		t.Skip("needs a Spark: run scripts/spark")
	}
	t.Setenv("SPARK_HOME", os.Getenv("YIGAI_SPARK"))
	t.Setenv("SPARK_LOCAL_IP", "127.0.0.1")
	var selects []string
	for i, edge := range edges {
		selects = append(selects, fmt.Sprintf("select %d as n, cast(%s as varchar) as v from ref_a", i, edge))
	}
	models := house(map[string]string{
		"models/dim_b.sql": "select cast(e.n as integer) as n, e.v from (\n" + strings.Join(selects, "\nunion all\n") + "\n) e",
		"models/dim_b.yml": card("[n]", "- {name: n, type: INTEGER, zh: 数, en: number}\n  - {name: v, type: VARCHAR, zh: 文, en: text, tests: [may_be_null]}"),
	})
	facts := t.TempDir()
	one := int32(1)
	if err := parquet.WriteFile(filepath.Join(facts, "ref_a.parquet"), []numberRow{{&one}}); err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for name, with := range map[string]*spark.Submission{"duckdb": nil, "spark": {Args: []string{"--master", "local[1]", "--driver-memory", "1g"}, Log: filepath.Join(t.TempDir(), "log"), Shared: t.TempDir()}} {
		out := filepath.Join(t.TempDir(), "out")
		b, err := newBuild(t.Context(), models, Options{FactsDir: facts, ReferenceDir: facts, OutDir: out, Spark: with})
		if err != nil {
			t.Fatal(err)
		}
		if err := b.run(t.Context()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := b.close(); err != nil {
			t.Fatal(err)
		}
		said[name] = query(t, out, "select n, coalesce(v, 'NULL') as v from dim_b order by n", "csv")
	}
	here, there := strings.Split(said["duckdb"], "\n"), strings.Split(said["spark"], "\n")
	if len(here) < len(edges) || len(here) != len(there) {
		t.Fatalf("%d and %d lines for %d edges", len(here), len(there), len(edges))
	}
	for i := range here {
		if here[i] != there[i] {
			t.Errorf("%s\nDuckDB %s\n Spark %s", edges[max(i-1, 0)], here[i], there[i])
		}
	}
}
