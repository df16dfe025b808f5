-- int_suppressed_row: indicators that are not published: those made of one of
-- two figures that are hidden together and not of the other. One made of both
-- tells neither; the greatest or least of several may be a hidden one itself.
with held as (
    select
        t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.term, t.value_period, s.org as hidden_org, s.partner,
        count(distinct t.value_org) as members
    from int_small_cell s
    join int_contribution t on s.element = t.element and s.period = t.value_period and s.basis = t.basis and (s.org = t.value_org or s.partner = t.value_org)
    group by t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.term, t.value_period, s.org, s.partner
)
select h.programme, h.sample, h.indicator, h.version, h.org, h.period, h.basis
from held h
join ref_indicators i on h.indicator = i.indicator and h.version = i.version
where h.members = 1 or i.rollup in ('max', 'min')
group by h.programme, h.sample, h.indicator, h.version, h.org, h.period, h.basis
