package uncheckedkey

import "example.test/uncheckedkey/load"

const healthPEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzLY1/SRlsMJExTnuvzBO292RjGjU
3L8jFRtmQl0CjBeHdxUlGK1OkNLDYh0b6AW4siWt+y+DcbUAWNb14e5zWg==
-----END PUBLIC KEY-----`

// What is written in the program is the same at each start: it can be read, or the first test
// shows that it cannot.
var goodHealthKey, _ = load.Public([]byte(healthPEM))

func goodWritten() any {
	key, _ := load.Public([]byte(healthPEM))
	return key
}

func badConfigured(configured []byte) any {
	if configured == nil {
		configured = []byte(healthPEM)
	}
	key, _ := load.Public(configured) // want `CL609: the error of load.Public is dropped`
	return key
}
