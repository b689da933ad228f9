BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:environment = New-TestName 'env'
    $script:name = New-TestName 'queue'
    New-BatchEnvironment -Name $environment -MaxVCpu 2 | Out-Null
    New-BatchQueue -Name $name -Environment $environment | Out-Null
}

AfterAll {
    Remove-BatchQueue -Name $name -Confirm:$false
    Remove-BatchEnvironment -Name $environment -Confirm:$false
}

Describe 'Get-BatchQueue' {
    It 'lists them all' { @(Get-BatchQueue).Name | Should -Contain $name }
    It 'gives one by name' { @((Get-BatchQueue -Name $name).Environments) | Should -Be $environment }

    It 'reports a name that is not there' {
        $errors = Get-ErrorOf { Get-BatchQueue -Name 'no-such-queue' }
        $errors[0].FullyQualifiedErrorId | Should -Match 'NotFound,'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be 'no-such-queue'
    }

    It 'shows its environments and its priority in a table' {
        (Get-BatchQueue -Name $name | Out-String -Width 200) | Should -Match $environment
    }
}
