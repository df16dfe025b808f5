-- int_probability: for indicators of type death_probability, the age groups of
-- every org and of the orgs above it: the n-th numerator term (deaths) and the
-- n-th denominator term (people) are one group. Only orgs with every group are
-- added, each group by itself: a probability above is never a mean of those below.
with terms as (
    select
        i.programme, i.sample, t.indicator, t.version, t.org, t.period, t.basis, t.part,
        cast(t.counted as decimal(19, 4)) * t.factor as amount,
        row_number() over (partition by t.indicator, t.version, t.org, t.period, t.basis, t.part order by t.term asc nulls last) as stratum
    from int_term t
    join ref_indicators i on t.indicator = i.indicator and t.version = i.version and i.type = 'death_probability'
),
strata as (
    select
        t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.stratum,
        sum(case when t.part = 'numerator' then t.amount end) as deaths,
        sum(case when t.part = 'denominator' then t.amount end) as people
    from terms t
    join int_unit u on t.indicator = u.indicator and t.version = u.version and t.org = u.org and t.period = u.period and t.basis = u.basis
    where u.is_whole
    group by t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.stratum
),
together as (
    select programme, sample, indicator, version, org, period, basis, stratum, deaths, people, false as rolled_up
    from strata
    union all
    select
        s.programme, s.sample, s.indicator, s.version, a.ancestor as org, s.period, s.basis, s.stratum, sum(s.deaths) as deaths, sum(s.people) as people,
        true as rolled_up
    from strata s
    join int_unit u on s.indicator = u.indicator and s.version = u.version and s.org = u.org and s.period = u.period and s.basis = u.basis and u.summed
    join int_ancestor a on s.period = a.period and s.org = a.org
    group by s.programme, s.sample, s.indicator, s.version, a.ancestor, s.period, s.basis, s.stratum
)
select
    programme, sample, indicator, version, org, period, basis, rolled_up,
    string_agg(concat(plain(deaths), '|', plain(people)), ';' order by stratum asc nulls last) as strata
from together
group by programme, sample, indicator, version, org, period, basis, rolled_up
