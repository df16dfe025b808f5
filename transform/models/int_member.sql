-- int_member: for orgs that followed others, whose figures of an earlier period
-- are theirs: their own, as far as they existed, and those of the orgs that
-- have gone into them since. A part of a split org has no figures of its own there.
with earlier as (
    select n.programme, n.sample, n.org, n.period, q.period as past_period, s.predecessor as member, case when s.is_split then 0 else 1 end as whole
    from int_succession s
    join int_org n on s.org = n.org
    join int_period p on n.period = p.period and s.until < p.last_day
    join int_period q on q.seq < p.seq
    join int_org b on s.predecessor = b.org and q.period = b.period
),
changed as (
    select programme, sample, org, period, past_period from earlier group by programme, sample, org, period, past_period
),
together as (
    select programme, sample, org, period, past_period, member, whole from earlier
    union all
    select c.programme, c.sample, c.org, c.period, c.past_period, c.org as member, 1 as whole
    from changed c
    join int_org b on c.org = b.org and c.past_period = b.period
)
select
    programme, sample, org, period, past_period, member,
    cast(count(*) over (partition by org, period, past_period) as integer) as members,
    min(whole) over (partition by org, period, past_period) = 1 as is_whole
from together
