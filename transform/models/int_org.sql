-- int_org: the orgs that count in a period: those valid on its last day.
select o.programme, o.sample, p.period, o.org, o.seq, o.kind, o.class, o.parent, o.additive
from ref_orgs o
cross join int_period p
where (o.valid_from is null or o.valid_from <= p.last_day) and (o.valid_to is null or o.valid_to >= p.last_day)
