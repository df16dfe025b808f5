-- int_component: orgs that followed one another are one component, whatever their
-- codes; it has the least of these. Four steps reach four changes.
with edges as (
    select s.org, s.predecessor as other from int_succession s
    union
    select s.predecessor as org, s.org as other from int_succession s
    union
    select s.org, s.org as other from int_succession s
    union
    select s.predecessor as org, s.predecessor as other from int_succession s
),
once as (
    select e.org, min(e.other) as component from edges e group by e.org
),
twice as (
    select e.org, min(o.component) as component from edges e join once o on e.other = o.org group by e.org
),
thrice as (
    select e.org, min(o.component) as component from edges e join twice o on e.other = o.org group by e.org
),
four_times as (
    select e.org, min(o.component) as component from edges e join thrice o on e.other = o.org group by e.org
)
select r.programme, r.sample, f.org, f.component
from four_times f
cross join run r
