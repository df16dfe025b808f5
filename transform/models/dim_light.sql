-- dim_light: the light rules in order; the first that holds decides.
select programme, sample, seq, light, text, text_en, colour, state, condition, value, periods from ref_lights
