BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'BindingProbe.psm1') -Force
    $cases = @((Get-BindingTable).cases | ForEach-Object { @{ Name = $_.name; Cmdlet = $_.cmdlet; Case = $_ } })
}

Describe 'The recorded binding table' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'BindingProbe.psm1') -Force
        Import-TestModule
    }

    It 'is what this PowerShell binds: <Cmdlet>, <Name>' -ForEach $cases {
        $now = ConvertTo-Json -Depth 12 -Compress (Get-BindingOutcome $Case)
        $now | Should -BeExactly (ConvertTo-Json -Depth 12 -Compress @($Case.outcome))
    }

    It 'has a case for every cmdlet' {
        $missing = (Get-Command -Module MultiBatch -CommandType Cmdlet).Name | Where-Object { $_ -notin (Get-BindingTable).cases.cmdlet }
        $missing | Should -BeNullOrEmpty
    }
}
