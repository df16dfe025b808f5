-- mart_indicator: every computed figure with its target, status, rank and change.
-- What is added or counted over other units than before is not compared: a
-- county that did not send is no fall. Of a rate, which stays one, the change is
-- given, but not what of it numerator and denominator did; nor of a rate of the year
-- to date, whose numerator and denominator only ever grow. Across a change of
-- definition, place or population nothing is compared: break says which. Revised
-- is what the newest earlier edition that had the period gave another value.
with compared as (
    select
        i.*, o.kind as level, p.history, q.broken, q.value as previous,
        case
            when q.same_units or d.rollup not in ('sum', 'share_yes', 'max', 'min')
                then try_cast(cast(i.value as decimal(19, 6)) - q.value as decimal(18, 6))
        end as value_change,
        case
            when i.basis <> 'ytd' and q.same_units and i.value is not null and q.value is not null and i.type not in ('growth', 'quotient', 'death_probability')
                then scaled_ratio(cast(i.numerator as decimal(19, 4)) - q.numerator, i.scale, q.divisor)
        end as own_effect
    from int_indicator i
    join int_period p on i.period = p.period
    join ref_orgs o on i.org = o.org
    join ref_indicators d on i.indicator = d.indicator and i.version = d.version
    left join int_before q on i.indicator = q.indicator and i.version = q.version and i.org = q.org and i.period = q.period and i.basis = q.basis and q.lag = 'period'
),
-- earlier values that are not published, of an org or of those it followed
hidden_before as (
    select
        b.indicator, b.version, b.org, b.period, b.basis,
        max(case when b.lag = 'period' then 1 else 0 end) as before_hidden,
        max(case when b.lag <> 'period' then 1 else 0 end) as start_hidden
    from int_before b
    left join int_member m on b.org = m.org and b.period = m.period and b.past_period = m.past_period
    join int_suppressed_row w on b.indicator = w.indicator and b.version = w.version and b.past_period = w.period and b.basis = w.basis
        and coalesce(m.member, b.org) = w.org
    group by b.indicator, b.version, b.org, b.period, b.basis
)
select
    c.programme, c.sample, c.indicator, c.version, c.org, c.level, c.period, c.basis, c.population_basis,
    c.numerator, c.denominator, c.value, c.units_reported, c.units_expected, c.population_share,
    t.target, t.target_to,
    coalesce(t.comparator, '') as comparator,
    t.due as target_due,
    coalesce(t.soft, false) as target_soft,
    t.gap, t.trajectory,
    coalesce(t.status, 'no_target') as status,
    k.rank, k.rank_of, c.previous,
    c.value_change as change,
    c.own_effect as numerator_effect,
    try_cast(cast(c.value_change as decimal(19, 6)) - c.own_effect as decimal(18, 6)) as denominator_effect,
    c.missing_reason, c.provisional, c.history, k.rank_parent, k.rank_parent_of,
    coalesce(c.broken, '') as break,
    c.numerator_per, c.denominator_per, c.rolled_up,
    b.edition is not null and c.value is distinct from b.value as revised,
    w.org is not null as suppressed,
    w.org is not null or coalesce(h.before_hidden, 0) = 1 as previous_suppressed,
    w.org is not null or coalesce(h.start_hidden, 0) = 1 as target_suppressed
from compared c
left join int_judged t on c.indicator = t.indicator and c.version = t.version and c.org = t.org and c.period = t.period and c.basis = t.basis
left join int_rank k on c.indicator = k.indicator and c.version = k.version and c.org = k.org and c.period = k.period and c.basis = k.basis
left join int_published b on b.kind = 'indicator' and c.indicator = b.subject and c.basis = b.basis and c.org = b.org and c.period = b.period
left join int_suppressed_row w on c.indicator = w.indicator and c.version = w.version and c.org = w.org and c.period = w.period and c.basis = w.basis
left join hidden_before h on c.indicator = h.indicator and c.version = h.version and c.org = h.org and c.period = h.period and c.basis = h.basis
