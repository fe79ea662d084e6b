package value

import (
	"go/constant"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// ConstantString returns the string constant that an origin is.
func ConstantString(o *Origin) (string, bool) {
	if o.Kind != cryptoapi.Constant || o.Const == nil || o.Const.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(o.Const), true
}

// Defaults returns the alternatives of what was set before a decoder ran that are
// defaults: constants that say something.
func Defaults(v Value) Value {
	return slices.DeleteFunc(slices.Clone(NonEmpty(v)), func(a Alternative) bool { return !a.Only(cryptoapi.Constant) })
}

// NonEmpty returns the alternatives other than nothing: empty texts, zero and memory
// that nobody wrote.
func NonEmpty(v Value) Value {
	var rest Value
	for _, alternative := range v {
		if !alternative.Only(cryptoapi.Zero) && !isEmpty(alternative) {
			rest = append(rest, alternative)
		}
	}
	return rest
}

func isEmpty(alternative Alternative) bool {
	if len(alternative) != 1 || alternative[0].Kind != cryptoapi.Constant || alternative[0].Const == nil {
		return false
	}
	switch c := alternative[0].Const; c.Kind() {
	case constant.String:
		return constant.StringVal(c) == ""
	case constant.Int, constant.Float:
		return constant.Sign(c) == 0
	case constant.Bool:
		return !constant.BoolVal(c)
	}
	return false
}

func IsConstant(a Alternative) bool {
	return len(a) == 1 && a[0].Kind == cryptoapi.Constant && a[0].Const != nil
}

// Alike reports whether two functions make the same kinds of things.
func Alike(a, b Value) bool { return slices.Equal(kindsOf(a), kindsOf(b)) }

// kindsOf returns the kinds of the parts of each alternative, in order, each once.
func kindsOf(v Value) []string {
	var all []string
	for _, alternative := range v {
		var parts []string
		for _, o := range alternative {
			parts = append(parts, o.Kind.String()+" "+o.Detail)
		}
		slices.Sort(parts)
		all = append(all, strings.Join(slices.Compact(parts), "+"))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// AsIndex marks all parts of a value as an index.
func AsIndex(v Value) Value {
	return v.Map(func(o *Origin) Value {
		chooses := o.Copy()
		chooses.Index = true
		return Of(chooses)
	})
}

// WithoutStorage returns the alternatives other than the content of that storage.
func WithoutStorage(v Value, key string) Value {
	return slices.DeleteFunc(slices.Clone(v), func(a Alternative) bool { return len(a) == 1 && a[0].Storage == key })
}

// WithoutZero returns the alternatives other than zeroed memory.
func WithoutZero(v Value) Value {
	var rest Value
	for _, alternative := range v {
		if !alternative.Only(cryptoapi.Zero) {
			rest = append(rest, alternative)
		}
	}
	return rest
}

// FilledLater returns the alternatives that are left where something fills what nobody has
// filled before: zeroed memory is none, also that which callers pass.
func FilledLater(v Value) Value {
	return WithoutZero(v).Map(func(o *Origin) Value {
		if !o.Open() {
			return nil
		}
		return Of(*o.Formed(FormLeft))
	})
}

// WithoutNil returns the alternatives other than nil.
func WithoutNil(v Value) Value {
	return slices.DeleteFunc(slices.Clone(v), func(a Alternative) bool { return len(a) == 1 && a[0].Nil() })
}

// IsUnknown reports whether nothing at all is known of a value.
func IsUnknown(v Value) bool {
	if len(v) != 1 || len(v[0]) != 1 {
		return len(v) == 0
	}
	o := v[0][0]
	return o.Kind == cryptoapi.Unknown && !o.Open() && !o.Stored()
}

// Exact returns the constants that are all there is of a value.
func Exact(v Value) ([]constant.Value, bool) {
	var found []constant.Value
	for _, alternative := range v {
		if !IsConstant(alternative) {
			return nil, false
		}
		found = append(found, alternative[0].Const)
	}
	return found, len(found) > 0
}
