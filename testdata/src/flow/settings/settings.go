// Package settings shows what the engine knows of configuration: what comes from
// outside, and what the program has for the case that nothing comes.
package settings

import (
	"cmp"
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"

	"github.com/BurntSushi/toml"
	"github.com/kelseyhightower/envconfig"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"gopkg.in/yaml.v3"
)

func origins(any) {}

var (
	keyFlag   = flag.String("key", "changeme", "key")
	tokenFlag = flag.String("token", "", "token")
	sizeFlag  = flag.Int("bits", 1024, "size")
)

var secretFlag string

type options struct{ Password, Peer string }

var set options

func init() {
	flag.StringVar(&secretFlag, "secret", "changeme", "secret")
	pflag.StringVarP(&set.Password, "password", "p", "changeme", "password")
	pflag.StringVar(&set.Peer, "peer", "", "peer")
}

func flags() {
	origins(*keyFlag)     // want "origins: the environment or a flag.a constant default$"
	origins(*tokenFlag)   // want "origins: the environment or a flag$"
	origins(*sizeFlag)    // want "origins: the environment or a flag.a constant default$"
	origins(secretFlag)   // want "origins: the environment or a flag.a constant default$"
	origins(set.Password) // want "origins: the environment or a flag.a constant default"
	origins(set.Peer)     // want "origins: the environment or a flag"
}

func localFlag(args []string) {
	flags := flag.NewFlagSet("sign", flag.ExitOnError)
	key := flags.String("key", "changeme", "key")
	var peer string
	flags.StringVar(&peer, "peer", "", "peer")
	flags.Parse(args)
	origins(*key) // want "origins: the environment or a flag.a constant default$"
	origins(peer) // want "origins: the environment or a flag$"
}

func configured() {
	viper.SetDefault("key", "changeme")
	origins(viper.GetString("key")) // want "origins: the environment or a flag$"
}

func fallback() {
	key := os.Getenv("KEY")
	if key == "" {
		key = "secret"
	}
	origins(key)                                // want "origins: the environment or a flag.a constant$"
	origins(cmp.Or(os.Getenv("KEY"), "secret")) // want "origins: a constant.the environment or a flag$"
	origins(cmp.Or(os.Getenv("KEY"), ""))       // want "origins: the environment or a flag$"
	origins(envOr("KEY", "secret"))             // want "origins: the environment or a flag.a constant$"
	origins(envOr("KEY", ""))                   // want "origins: the environment or a flag.a constant$"
}

func envOr(name, fallback string) string {
	if v, ok := os.LookupEnv(name); ok {
		return v
	}
	return fallback
}

//go:embed settings.json
var embedded []byte

type settings struct {
	Key   string
	Inner struct{ Salt string }
}

func decodedFile() error {
	data, err := os.ReadFile("settings.json")
	if err != nil {
		return err
	}
	var s settings
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	origins(s.Key)        // want "origins: a file$"
	origins(s.Inner.Salt) // want "origins: a file$"
	return nil
}

func decodedOverDefaults() error {
	data, err := os.ReadFile("settings.json")
	if err != nil {
		return err
	}
	s := settings{Key: "changeme"}
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	origins(s.Key)        // want "origins: a file.a constant$"
	origins(s.Inner.Salt) // want "origins: a file$"
	return nil
}

func decodedRequest(w http.ResponseWriter, r *http.Request) {
	var s settings
	json.NewDecoder(r.Body).Decode(&s)
	origins(s.Key) // want "origins: the network$"
	var body map[string]string
	data, _ := io.ReadAll(r.Body)
	json.Unmarshal(data, &body)
	origins(body["key"]) // want "origins: the network$"
}

func decodedEmbedded() {
	origins(embedded) // want "origins: a constant embedded file$"
	var s settings
	json.Unmarshal(embedded, &s)
	origins(s.Key) // want "origins: a constant embedded file$"
}

type server struct{ Key string }

func (s *server) keptInAField() {
	origins(s.Key) // want "origins: a constant.a file.the environment or a flag$"
}

func serve() (*server, error) {
	data, err := os.ReadFile("server.json")
	if err != nil {
		return nil, err
	}
	s := &server{Key: "changeme"}
	return s, json.Unmarshal(data, s)
}

// The tags of these fields give defaults.
type environment struct {
	Key   string `default:"changeme"`
	Peer  string
	Bits  int `default:"1024"`
	Inner struct {
		Salt string `default:"changeme"`
	}
}

func processed() {
	var e environment
	envconfig.MustProcess("sign", &e)
	origins(e.Key)        // want "origins: the environment or a flag.a constant default$"
	origins(e.Peer)       // want "origins: the environment or a flag$"
	origins(e.Bits)       // want "origins: the environment or a flag.a constant default$"
	origins(e.Inner.Salt) // want "origins: the environment or a flag.a constant default$"
}

func (e *environment) keptInAField() {
	origins(e.Key)  // want "origins: the environment or a flag.a constant default.the environment or a flag$"
	origins(e.Peer) // want "origins: the environment or a flag.the environment or a flag$"
}

// The tags of these speak to a decoder that nobody calls.
type documented struct {
	Key string `json:"key" default:"changeme"`
}

func decodedOnly(data []byte) {
	var d documented
	json.Unmarshal(data, &d)
	origins(d.Key) // want "origins: parameter 1$"
}

func yamlFile() error {
	file, err := os.Open("settings.yaml")
	if err != nil {
		return err
	}
	defer file.Close()
	s := settings{Key: "changeme"}
	if err := yaml.NewDecoder(file).Decode(&s); err != nil {
		return err
	}
	origins(s.Key)        // want "origins: a file.a constant$"
	origins(s.Inner.Salt) // want "origins: a file$"
	return nil
}

func tomlFile() error {
	var s settings
	if _, err := toml.DecodeFile("settings.toml", &s); err != nil {
		return err
	}
	origins(s.Key) // want "origins: a file$"
	return nil
}

// What a default is set to after the decoder is no default.
func overwritten(data []byte) {
	s := settings{Key: "changeme"}
	json.Unmarshal(data, &s)
	s.Key = rand.Text()
	origins(s.Key) // want "origins: crypto/rand$"
}

// Only constants count as defaults: of what else was there before, nothing is left.
func drawn() {
	s := settings{Key: rand.Text()}
	json.Unmarshal(embedded, &s)
	origins(s.Key) // want "origins: a constant embedded file$"
}
