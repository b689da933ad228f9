BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:environment = New-TestName 'env'
    $script:name = New-TestName 'queue'
    New-BatchEnvironment -Name $environment -MaxVCpu 2 | Out-Null
    New-BatchQueue -Name $name -Environment $environment -Priority 4 | Out-Null
}

AfterAll {
    Remove-BatchQueue -Name $name -Confirm:$false
    Remove-BatchEnvironment -Name $environment -Confirm:$false
}

Describe 'Set-BatchQueue' {
    It 'changes what is given and nothing else' {
        Set-BatchQueue -Name $name -MaxWait 90
        $queue = Get-BatchQueue -Name $name
        $queue.MaxWait | Should -Be ([timespan]::FromSeconds(90))
        $queue.Priority | Should -Be 4
    }

    It 'closes a queue for new jobs' {
        Get-BatchQueue -Name $name | Set-BatchQueue -Enabled $false
        $errors = Get-ErrorOf { Submit-BatchJob -Queue $name -Command 'true' }
        $errors.Count | Should -Be 1
        Set-BatchQueue -Name $name -Enabled $true
        (Submit-BatchJob -Queue $name -Command 'true' -Wait).State | Should -Be 'Succeeded'
    }

    It 'changes nothing with -WhatIf' {
        Set-BatchQueue -Name $name -Priority 99 -WhatIf
        (Get-BatchQueue -Name $name).Priority | Should -Be 4
    }
}
