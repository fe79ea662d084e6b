package main_test

import "testing"

// The settings are the keys of .cryptolint.yaml. golangci-lint hands them over in
// lower case.
func TestSettings(t *testing.T) {
	for _, test := range []struct {
		settings string
		want     []string
	}{
		{`{disable: [CL501]}`, []string{blocks, token}},
		{`{enable: [ecb]}`, []string{blocks}},
		{`{severity: critical}`, []string{token}},
		{`{confidence: high}`, []string{blocks, arrays, digits}},
		{`{exclude: [session/**]}`, []string{blocks}},
		{`{rules: {CL501: {exclude: [session/session.go]}, ecb: {allow: [example.com/shop/...]}}}`, []string{token}},
		{`{paths: [{match: cart, disable: CL2, reason: "no secrets there"}]}`, []string{token, arrays, digits}},
		{`{models: [{symbol: example.com/shop/random.String, args: {0: none}, result: secure-random}], enable: [CL4, CL5]}`, []string{arrays, digits}},
		{`{tests: true, enable: CL401}`, []string{token, testToken}},
	} {
		t.Run(test.settings, func(t *testing.T) {
			newProject(t, with("cryptolint", test.settings)).run(t, ".").finds(t, test.want...)
		})
	}
}

func TestWrongSettings(t *testing.T) {
	for settings, sentence := range map[string]string{
		`{sevrity: high}`:                 `plugin(cryptolint): newPlugin settings: unknown key "sevrity": did you mean severity?`,
		`{disable: [CL999]}`:              `settings: there is no rule CL999: 'cryptolint rules' lists all`,
		`{rules: {ecb: {severty: high}}}`: `settings: unknown key "severty": did you mean severity?`,
		`{tests: 1}`:                      `settings: tests is true or false, not "1"`,
		`{format: sarif}`:                 `settings: format is not a setting of the plugin, because golangci-lint does that: see output.formats`,
		`[CL201]`:                         `settings is a mapping of keys to values, as in .cryptolint.yaml`,
	} {
		t.Run(settings, func(t *testing.T) {
			newProject(t, with("cryptolint", settings)).run(t, ".").refuses(t, 3, sentence)
		})
	}
}

// Where there are no settings the file counts, which golangci-lint knows nothing
// of: a change takes effect although findings are in the cache.
func TestConfigurationFile(t *testing.T) {
	p := newProject(t, with("cryptolint", "{}"))
	p.run(t, ".").finds(t, blocks, token, arrays, digits)

	p.write(t, ".cryptolint.yaml", "disable: [CL501]\nformat: sarif\n")
	p.run(t, ".").finds(t, blocks, token)
	p.run(t, "session").finds(t, token)

	p.write(t, ".cryptolint.yaml", "exclude: [session/]\n")
	p.run(t, ".").finds(t, blocks)

	p.write(t, ".cryptolint.yaml", "sevrity: high\n")
	p.run(t, ".").refuses(t, 3, `.cryptolint.yaml:1: unknown key "sevrity": did you mean severity?`)

	p.write(t, ".golangci.yml", with("cryptolint", "{enable: [CL4, CL501]}"))
	p.run(t, ".").finds(t, token, arrays, digits)
}
