package cryptoapi

// settingsPackages fill structs with what the deployment says.
var settingsPackages = []pkg{
	{
		paths:   []string{"gopkg.in/yaml.v2", "gopkg.in/yaml.v3", "go.yaml.in/yaml/v3", "github.com/goccy/go-yaml"},
		carrier: true,
		funcs: []Func{
			{Name: "Marshal NewDecoder", Result: From(0)},
			{Name: "Unmarshal", Fills: Fills{1: From(0)}},
			{Name: "Decoder.Decode", Fills: Fills{0: From(Receiver)}},
		},
	},
	{
		paths:   []string{"gopkg.in/yaml.v2"},
		carrier: true,
		funcs:   []Func{{Name: "UnmarshalStrict", Fills: Fills{1: From(0)}}},
	},
	{
		paths:   []string{"gopkg.in/yaml.v3", "go.yaml.in/yaml/v3"},
		carrier: true,
		funcs:   []Func{{Name: "Node.Decode", Fills: Fills{0: From(Receiver)}}},
	},
	{
		paths:   []string{"sigs.k8s.io/yaml"},
		carrier: true,
		funcs: []Func{
			{Name: "Marshal YAMLToJSON JSONToYAML YAMLToJSONStrict", Result: From(0)},
			{Name: "Unmarshal UnmarshalStrict", Fills: Fills{1: From(0)}},
		},
	},
	{
		paths:   []string{"github.com/BurntSushi/toml"},
		carrier: true,
		funcs: []Func{
			{Name: "Marshal NewDecoder", Result: From(0)},
			{Name: "Unmarshal Decode", Fills: Fills{1: From(0)}},
			{Name: "DecodeFile", Fills: Fills{1: Is(File, "", 0)}},
			{Name: "DecodeFS", Fills: Fills{2: Is(File, "", 1)}},
			{Name: "Decoder.Decode", Fills: Fills{0: From(Receiver)}},
		},
	},
	{
		paths:   []string{"github.com/pelletier/go-toml/v2"},
		carrier: true,
		funcs: []Func{
			{Name: "Marshal NewDecoder", Result: From(0)},
			{Name: "Unmarshal", Fills: Fills{1: From(0)}},
			{Name: "Decoder.Decode", Fills: Fills{0: From(Receiver)}},
		},
	},
	{
		// These read defaults from the tags of the fields.
		paths:   []string{"github.com/kelseyhightower/envconfig"},
		carrier: true,
		funcs:   []Func{{Name: "Process MustProcess", Fills: Fills{1: Is(Environment, "")}}},
	},
	{
		paths:   []string{"github.com/caarlos0/env/v11"},
		carrier: true,
		funcs:   []Func{{Name: "Parse ParseWithOptions", Fills: Fills{0: Is(Environment, "")}}},
	},
	{
		paths:   []string{"github.com/alecthomas/kong"},
		carrier: true,
		funcs:   []Func{{Name: "Parse New Must", Fills: Fills{0: Is(Environment, "")}}},
	},
	{
		paths:   []string{"github.com/jessevdk/go-flags"},
		carrier: true,
		funcs:   []Func{{Name: "Parse ParseArgs NewParser", Fills: Fills{0: Is(Environment, "")}}},
	},
}
