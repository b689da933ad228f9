# The module on AWS Batch, as `multibatch emulate aws` speaks it on loopback.
. (Join-Path $PSScriptRoot 'Cloud.ps1') @{
    Provider = 'aws'
    Connection = @{
        Setting = @{
            image = 'example/portable:1'; subnets = 'subnet-1'; securityGroups = 'sg-1'; instanceRole = 'ecsInstanceRole'
            settleTime = '2s'; logSettleTime = '100ms'; minPollInterval = '50ms'; maxPollInterval = '500ms'
        }
    }
    Environment = @{ MaxVCpu = 16; MachineType = 'm5.4xlarge' }
    Rounded = 30
    Secret = 'AWS_SECRET_ACCESS_KEY'
}

Describe 'AWS alone' -Skip:($null -ne $cloudMissing) {
    It 'takes the image of the connection' {
        $plan = Get-BatchPlan -Connection $name -Command true
        ($plan.Dispositions | Where-Object Field -EQ '/image').To | Should -Be 'example/portable:1'
    }

    It 'takes keys from a vault, and goes through a proxy' {
        $environment = @{
            AWS_ACCESS_KEY_ID = $null; AWS_SECRET_ACCESS_KEY = $null; AWS_SESSION_TOKEN = $null
            MB_id = $reached.environment.AWS_ACCESS_KEY_ID; MB_key = $reached.environment.AWS_SECRET_ACCESS_KEY
        }
        $seen = Invoke-Session -Environment $environment -Arguments $reached.endpoint, $reached.region {
            Import-Module $args[0]
            $vaulted = @{ Provider = 'aws'; Region = $args[2]; Setting = @{ accessKeyId = 'vault:team/id'; secretAccessKey = 'vault:team/key' } }
            $early = try { Connect-Batch -Name early -Endpoint $args[1] @vaulted } catch { "$_" }
            function global:Get-Secret { param($Name, $Vault, [switch] $AsPlainText) [Environment]::GetEnvironmentVariable("MB_$Name") }
            $made = Connect-Batch -Name far -Endpoint $args[1] @vaulted
            # Nothing listens where this one says: what answers is the emulator, in the place of the proxy, and it knows no such request.
            Connect-Batch -Name through -Endpoint http://127.0.0.1:9 -Proxy $args[1] @vaulted | Out-Null
            [pscustomobject]@{
                Early = "$early"; Queues = @(Get-BatchQueue -Connection far | ForEach-Object Name); Shown = "$($made.Settings) $($made.ToJson())"
                Through = (Test-BatchConnection -Name through -ErrorAction SilentlyContinue).Problem
            }
        }
        $seen.Early | Should -BeLike '*Get-Secret*'
        $seen.Queues | Should -Contain 'main'
        $seen.Shown | Should -BeLike '*vault:team/key*'
        $seen.Shown | Should -Not -BeLike "*$($reached.environment.AWS_SECRET_ACCESS_KEY)*"
        $seen.Through | Should -BeLike '*signature*'
    }
}
