package timing

import "os"

// gui is the configuration of a web interface.
type gui struct{ APIKey string }

// SetAPIKey takes the key of the configuration.
func (g *gui) SetAPIKey(key string) { g.APIKey = key }

// IsValid compares the key of a request in a switch.
func (g *gui) IsValid(apiKey string) bool {
	switch apiKey {
	case "":
		return false
	case g.APIKey, os.Getenv("GUI_API_KEY"): // want `CL501: the API key is compared with ==` `CL501: the API key is compared with ==`
		return true
	}
	return false
}
