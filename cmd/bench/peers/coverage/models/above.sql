{{ config(materialized = 'table') }}
-- into which orgs a county's figures are added: itself and all above it
with recursive up as (
    select org, org as into_org, parent from '{{ var("tables") }}/reference/ref_orgs.parquet' where class in ('place', 'region')
    union all
    select up.org, p.org, p.parent from up join '{{ var("tables") }}/reference/ref_orgs.parquet' p on p.org = up.parent
)
select org, into_org from up
