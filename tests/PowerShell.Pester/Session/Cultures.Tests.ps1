BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
}

Describe 'Cultures' {
    BeforeAll {
        # Sessions side by side: each waits for others more than it works.
        $script:seen = @{}
        $support = Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1'
        'en-US', 'de-DE', 'tr-TR', 'fr-FR' | ForEach-Object -ThrottleLimit 2 -Parallel {
            Import-Module $using:support
            $result = Invoke-Session -Arguments $_ {
                $culture = [cultureinfo]::GetCultureInfo($args[1])
                [cultureinfo]::DefaultThreadCurrentCulture = $culture
                [cultureinfo]::DefaultThreadCurrentUICulture = $culture
                [cultureinfo]::CurrentCulture = $culture
                [cultureinfo]::CurrentUICulture = $culture
                Import-Module $args[0]
                $plan = Get-BatchPlan -Name TITLE -Command 'true' -VCpu '0.5' -Memory '1.5GB' -Timeout '1.12:00:00'
                $job = Submit-BatchJob -Name INDIGO -Command 'true' -VCpu 0.5 -Memory 64MB -Timeout 90 -Wait
                [pscustomobject]@{
                    Plan = $plan.GetSpec()
                    State = "$($job.State)"
                    Found = @(Get-BatchJob -Name indigo | ForEach-Object Name)[0]
                    ByState = @(Get-BatchJob -State SUCCEEDED).Count -gt 0
                    Row = @($job | Select-Object Reference, State, ExitCode | ConvertTo-Csv)[1]
                }
            }
            [pscustomobject]@{ Culture = $_; Result = $result }
        } | ForEach-Object { $seen[$_.Culture] = $_.Result }
    }

    It 'reads and writes the same in <_>' -ForEach 'de-DE', 'tr-TR', 'fr-FR' {
        $here = $seen[$_]
        $here.Plan | Should -BeExactly $seen['en-US'].Plan
        $here.Plan | Should -Not -BeNullOrEmpty
        $here.State | Should -Be 'Succeeded'
        $here.Found | Should -BeExactly 'INDIGO'
        $here.ByState | Should -BeTrue
        $here.Row | Should -Match '"Succeeded"'
    }
}
