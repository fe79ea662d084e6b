package value

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// Sized returns the value with the number of bytes that its random parts are, where that
// is not known yet, or the parameter that says it.
func Sized(v Value, bytes, param int) Value {
	if bytes == 0 && param == 0 {
		return v
	}
	return v.Map(func(o *Origin) Value {
		if o.Kind != cryptoapi.SecureRandom || o.Bytes != 0 || o.BytesParam != 0 {
			return nil
		}
		sized := o.Copy()
		sized.Bytes, sized.BytesParam = bytes, param
		return Of(sized)
	})
}

// Unsized returns the value without the number of bytes that its random parts are.
func Unsized(v Value) Value {
	var plain Value
	for _, alternative := range v {
		plain = Join(plain, Value{unsized(alternative)})
	}
	return plain
}

// unsized returns the parts without the number of their bytes: together they may be more.
func unsized(a Alternative) Alternative {
	if !slices.ContainsFunc(a, func(o *Origin) bool { return o.Bytes != 0 || o.BytesParam != 0 }) {
		return a
	}
	plain := slices.Clone(a)
	for i, o := range a {
		if o.Bytes != 0 || o.BytesParam != 0 {
			cut := o.Copy()
			cut.Bytes, cut.BytesParam = 0, 0
			plain[i] = &cut
		}
	}
	return plain
}
