-- dim_laggard: the written rules for who lags.
select programme, sample, rule, seq, periods, times, text, text_en from ref_laggards
