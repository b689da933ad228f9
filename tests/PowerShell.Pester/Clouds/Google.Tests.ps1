# The module on Google Cloud Batch, as `multibatch emulate google` speaks it on loopback.
. (Join-Path $PSScriptRoot 'Cloud.ps1') @{
    Provider = 'google'
    Connection = @{ Region = 'us-central1'; Setting = @{ logSettleTime = '100ms'; minPollInterval = '50ms'; maxPollInterval = '500ms' } }
    Environment = @{ MachineType = 'e2-standard-4' }
    Stays = 'an environment has no size there'
    Secret = 'CLOUDSDK_AUTH_ACCESS_TOKEN'
}
