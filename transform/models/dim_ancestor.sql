-- dim_ancestor: into which orgs above an org's figures are added in a period: what
-- leads from a figure summed from below to the units it is made of.
select a.programme, a.sample, a.period, a.org, a.ancestor, a.distance
from int_ancestor a
