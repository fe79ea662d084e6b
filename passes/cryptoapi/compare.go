package cryptoapi

// comparePackages compare. The operators of the language compare as well; they
// need no rows.
var comparePackages = []pkg{
	{
		paths:   []string{"bytes"},
		carrier: true,
		funcs:   []Func{{Name: "Equal Compare EqualFold", Args: Args{0: AsCompared, 1: AsCompared}}},
	},
	{
		paths:   []string{"strings"},
		carrier: true,
		funcs:   []Func{{Name: "Compare EqualFold", Args: Args{0: AsCompared, 1: AsCompared}}},
	},
	{
		paths:   []string{"slices", "golang.org/x/exp/slices"},
		carrier: true,
		funcs:   []Func{{Name: "Equal Compare", Args: Args{0: AsCompared, 1: AsCompared}}},
	},
	{
		paths:   []string{"cmp"},
		carrier: true,
		funcs:   []Func{{Name: "Compare Less", Args: Args{0: AsCompared, 1: AsCompared}}},
	},
	{
		paths:   []string{"reflect"},
		carrier: true,
		funcs:   []Func{{Name: "DeepEqual", Args: Args{0: AsCompared, 1: AsCompared}}},
	},
	{
		paths: []string{"crypto/hmac"},
		funcs: []Func{
			{Name: "Equal", Args: Args{0: AsComparedConstantTime, 1: AsComparedConstantTime}},
		},
	},
	{
		paths: []string{"crypto/subtle"},
		funcs: []Func{
			{
				Name: "ConstantTimeCompare ConstantTimeEq ConstantTimeByteEq",
				Args: Args{0: AsComparedConstantTime, 1: AsComparedConstantTime},
			},
			{Name: "ConstantTimeLessOrEq"},
			{Name: "ConstantTimeSelect", Result: From(1, 2)},
			{Name: "ConstantTimeCopy", Appends: Fills{1: From(2)}},
			{Name: "XORBytes", Fills: Fills{0: From(1, 2)}},
		},
	},
}
