# The module on Azure Batch, as `multibatch emulate azure` speaks it on loopback.
. (Join-Path $PSScriptRoot 'Cloud.ps1') @{
    Provider = 'azure'
    Connection = @{ Setting = @{ minPollInterval = '50ms'; maxPollInterval = '500ms' } }
    Environment = @{ MinVCpu = 16; MaxVCpu = 16; MachineType = 'Standard_D16s_v3' }
    RestartsInPlace = $true
    Stays = 'a pool that grows looks at its queue every five minutes'
    Secret = 'AZURE_BATCH_ACCESS_KEY'
}
