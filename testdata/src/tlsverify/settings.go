package tlsverify

import (
	"crypto/tls"
	"net/http"
	"net/url"
	"strconv"
)

// The name of a data source is read into a struct of the program's own, and the
// configuration is made of that.
type dataSource struct {
	host       string
	skipVerify bool
}

func parseDataSource(text string) (*dataSource, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	source := &dataSource{host: u.Host}
	for key, values := range u.Query() {
		switch key {
		case "tlsSkipVerify":
			skip := true
			if len(values) > 0 && values[0] != "" {
				if skip, err = strconv.ParseBool(values[0]); err != nil {
					return nil, err
				}
			}
			source.skipVerify = skip
		}
	}
	return source, nil
}

func clientFor(host string, skipVerify bool) *tls.Config {
	return &tls.Config{
		ServerName:         host,
		InsecureSkipVerify: skipVerify, // want "CL701: a setting can turn off the verification"
	}
}

func badReadFromADataSource(text string) (*tls.Conn, error) {
	source, err := parseDataSource(text)
	if err != nil {
		return nil, err
	}
	return tls.Dial("tcp", source.host, clientFor(source.host, source.skipVerify))
}

// A method reads the settings, one at a time.
type dialer struct {
	insecure bool
	address  string
}

func (d *dialer) set(name, text string) {
	if name == "insecure" {
		d.insecure = true
	}
	if name == "address" {
		d.address = text
	}
}

func badReadByAMethod(settings map[string]string) (*tls.Conn, error) {
	d := new(dialer)
	for name, text := range settings {
		d.set(name, text)
	}
	return tls.Dial("tcp", d.address, &tls.Config{InsecureSkipVerify: d.insecure}) // want "CL701: a setting can turn off the verification"
}

// A variable holds what the name of a data source says.
func badReadIntoAVariable(address string, query url.Values) (*tls.Conn, error) {
	var skip bool
	for key := range query {
		switch key {
		case "skip_verify":
			if text := query.Get(key); text == "" {
				skip = true
			} else {
				skip = text == "1"
			}
		}
	}
	config := &tls.Config{
		InsecureSkipVerify: skip, // want "CL701: a setting can turn off the verification"
	}
	return tls.Dial("tcp", address, config)
}

// This one is true unless somebody asks.
func badTrueByDefault(address string, query url.Values) (*tls.Conn, error) {
	skip := true
	for key := range query {
		switch key {
		case "verify":
			skip = false
		}
	}
	config := &tls.Config{
		InsecureSkipVerify: skip, // want "CL701: InsecureSkipVerify turns off"
	}
	return tls.Dial("tcp", address, config)
}

// Nobody asked for the default.
type clientOptions struct {
	skipVerify bool
}

func parseOptions(values url.Values) *clientOptions {
	parsed := &clientOptions{skipVerify: true}
	if text := values.Get("verify"); text != "" {
		parsed.skipVerify = false
	}
	return parsed
}

func badDefault(address string, values url.Values) (*tls.Conn, error) {
	parsed := parseOptions(values)
	return tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: parsed.skipVerify}) // want "CL701: InsecureSkipVerify turns off"
}

// An option whose name says what it does takes nobody by surprise.
type clientSettings struct{ transport *http.Transport }

type clientOption func(*clientSettings) error

func WithInsecure() clientOption {
	return func(settings *clientSettings) error {
		settings.transport = &http.Transport{
			TLSClientConfig: &tls.Config{
				InsecureSkipVerify: true, // want "CL701: an option turns off the verification"
			},
		}
		return nil
	}
}

// The name of this one says nothing of it.
func WithTransport() clientOption {
	return func(settings *clientSettings) error {
		settings.transport = &http.Transport{
			TLSClientConfig: &tls.Config{
				InsecureSkipVerify: true, // want "CL701: InsecureSkipVerify turns off"
			},
		}
		return nil
	}
}

// A client is no option: whoever gets it may not know.
func NewInsecureClient() *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // want "CL701: InsecureSkipVerify turns off"
	}}
}

// Methods that set up a client take nobody by surprise either, if they say it.
type agent struct{ config *tls.Config }

func (a *agent) InsecureSkipVerify() *agent {
	if a.config == nil {
		a.config = &tls.Config{InsecureSkipVerify: true}
	} else {
		a.config.InsecureSkipVerify = true // want "CL701: an option turns off the verification"
	}
	return a
}

func (a *agent) AllowSelfSignedCertificates() {
	a.config = &tls.Config{InsecureSkipVerify: true} // want "CL701: an option turns off the verification"
}

func (a *agent) VerifyServer() *agent {
	a.config = &tls.Config{InsecureSkipVerify: true} // want "CL701: InsecureSkipVerify turns off"
	return a
}

// What returns a connection is no option.
func (a *agent) DialInsecure(address string) (*tls.Conn, error) {
	a.config = &tls.Config{InsecureSkipVerify: true}
	return tls.Dial("tcp", address, a.config) // want "CL701: InsecureSkipVerify turns off"
}

// Nor is what only the program itself calls.
func (a *agent) setUpInsecure() { a.config = &tls.Config{InsecureSkipVerify: true} } // want "CL701: InsecureSkipVerify turns off"

func (a *agent) Dial(address string) (*tls.Conn, error) {
	a.setUpInsecure()
	return tls.Dial("tcp", address, a.config)
}
