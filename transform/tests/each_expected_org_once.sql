-- On time, late, missing and history together are those who were asked.
with asked as (
    select e.period, e.reporter from ref_expected e
    union
    select t.period, t.reporter from ref_expected_tasks t
),
counted as (
    select a.period, count(*) as asked
    from asked a
    join int_period p on a.period = p.period
    where not p.history
    group by a.period
),
stated as (
    select m.period, count(*) as stated from mart_reporting m where m.expected group by m.period
)
select c.period, c.asked, s.stated
from counted c
left join stated s on c.period = s.period
where s.stated is distinct from c.asked
