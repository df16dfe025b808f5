-- int_score_computed: the marks that an item's indicator gives, of the org itself
-- in the stage's period. Linear: none at the floor or worse, all at the full
-- value or better, in proportion between; where less is better the floor is the
-- greater. Steps: those of the greatest value reached. All: all at the full value
-- (where none is given, at the whole), else none. Values are compared exactly;
-- what is divided keeps sixteen decimals.
with valid as (
    select
        i.indicator, i.version, i.default_basis, i.scale, p.period,
        row_number() over (partition by i.indicator, p.period order by i.valid_from desc nulls last, i.version desc nulls last) as place
    from ref_indicators i
    join int_period p on coalesce(i.valid_from <= p.last_day, true) and coalesce(i.valid_to >= p.last_day, true)
),
asked as (
    select
        s.programme, s.sample, s.scheme, s.stage, s.org, s.period, c.item, c.full_marks, c.shape, c.floor,
        coalesce(c.full, case when c.shape = 'all' then v.scale end) as full_value,
        case when c.indicator <> '' then c.indicator else c.shown end as indicator,
        v.version, v.default_basis
    from int_stage s
    join ref_scoring c on s.scheme = c.scheme and s.stage = c.stage
    left join valid v on v.indicator = case when c.indicator <> '' then c.indicator else c.shown end and s.period = v.period and v.place = 1
    where s.base = 'items' and (c.indicator <> '' or c.shown <> '')
),
valued as (
    select
        a.*, x.value, x.value_key,
        ratio_key(a.floor, 1) as floor_key,
        ratio_key(a.full_value, 1) as full_key
    from asked a
    left join int_indicator x on a.indicator = x.indicator and a.version = x.version and a.org = x.org and a.period = x.period
        and a.default_basis = x.basis
),
climbed as (
    select v.scheme, v.stage, v.org, v.item, max_by(t.marks, t.from) as marks
    from valued v
    join ref_scoring_steps t on v.scheme = t.scheme and v.item = t.item
    where v.value_key >= ratio_key(t.from, 1)
    group by v.scheme, v.stage, v.org, v.item
),
marked as (
    select
        v.*,
        case
            when v.value_key is null or v.shape = '' then null
            when v.shape = 'steps' then coalesce(c.marks, 0)
            when v.shape = 'all' then case when v.value_key >= v.full_key then v.full_marks else 0 end
            when v.full_value >= v.floor and v.value_key >= v.full_key then v.full_marks
            when v.full_value < v.floor and v.value_key <= v.full_key then v.full_marks
            when v.full_value >= v.floor and v.value_key <= v.floor_key then 0
            when v.full_value < v.floor and v.value_key >= v.floor_key then 0
            else key_value(ratio_key(
                try_cast(try_cast((key_value(v.value_key) - v.floor) * v.full_marks as decimal(30, 16)) * 100000000 as decimal(30, 8)),
                cast((v.full_value - v.floor) * 100000000 as decimal(30, 8))))
        end as marks
    from valued v
    left join climbed c on v.scheme = c.scheme and v.stage = c.stage and v.org = c.org and v.item = c.item
)
select
    programme, sample, scheme, stage, org, item, indicator,
    value as indicator_value,
    cast(case when marks > full_marks then full_marks when marks < 0 then 0 else marks end as decimal(38, 16)) as computed
from marked
