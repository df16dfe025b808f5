package check

// doubtKinds hold figures against the sender's own past. The pack's rules say
// where they apply; severity and the first half of what is wanted come from there.
var doubtKinds = []Kind{
	{"E-SCALE", SeverityDoubt, "疑为单位错误：{found}", "a mistake in the unit is likely: {found}", "本值约为{want}", "the figure is about {wantEn}",
		"如单位填错，请改为 {hint} 后重报；属实的请在备注中说明", "If the unit is wrong write {hint} and send it again; where it is right, say why in the remark"},
	{"E-JUMP", SeverityDoubt, "与本单位往期相差过大：{found}", "far from this org's own past: {found}", "{want}", "{wantEn}",
		"填错的请改正后重报；属实的请在备注中说明", "Correct what is wrong and send it again; where it is right, say why in the remark"},
	{"E-COPY", SeverityDoubt, "疑为沿用上期数据：{found}", "last period's figures seem to be sent again: {found}", "{want}", "{wantEn}",
		"误报上期文件的请改报本期数据；确实没有变化的，请说明原因", "If last period's file was sent by mistake send this period's; if nothing changed, say why"},
}
