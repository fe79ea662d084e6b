package value

// Spelled returns the value with another spelling of all its parts: what an encoder or a
// decoder makes of it. Without a spelling it is the value as it was.
func Spelled(v Value, spelling string) Value {
	if spelling == "" {
		return v
	}
	return v.Map(func(o *Origin) Value {
		if o.fixed() {
			return nil
		}
		spelled := o.Copy()
		spelled.Spelled = spelling
		if o.Outer != nil {
			outer := o.Outer.Copy()
			outer.Spelled = spelling
			spelled.Outer = &outer
		}
		return Of(spelled)
	})
}
