package tlsverify

import "crypto/tls"

// runtimeOptions are those of a client that is generated from a model: all are pointers.
type runtimeOptions struct {
	IgnoreSSL *bool
	Retry     *bool
}

func boolValue(b *bool) bool {
	if b == nil {
		return false
	}
	return *b
}

func valueOf[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func badAsked(options *runtimeOptions) *tls.Config {
	if boolValue(options.IgnoreSSL) != true {
		return &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return &tls.Config{InsecureSkipVerify: true} // want "CL701: a setting can turn off the verification"
}

func badAskedGeneric(options *runtimeOptions) *tls.Config {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if valueOf(options.IgnoreSSL) == true {
		config.InsecureSkipVerify = true // want "CL701: a setting can turn off the verification"
	}
	return config
}

// Whether requests are tried again has nothing to do with certificates, and neither has nobody
// asked for it who left the option out.
func badNotAsked(options *runtimeOptions) *tls.Config {
	if boolValue(options.Retry) {
		return &tls.Config{InsecureSkipVerify: true} // want "CL701: .*turns off"
	}
	return &tls.Config{MinVersion: tls.VersionTLS12}
}

func badUnlessAsked(options *runtimeOptions) *tls.Config {
	if boolValue(options.IgnoreSSL) != true {
		return &tls.Config{InsecureSkipVerify: true} // want "CL701: .*turns off"
	}
	return &tls.Config{MinVersion: tls.VersionTLS12}
}
