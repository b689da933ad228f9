BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:name = New-TestName 'env'
    New-BatchEnvironment -Name $name -MaxVCpu 1 | Out-Null
}

AfterAll { Remove-BatchEnvironment -Name $name -Confirm:$false }

Describe 'Get-BatchEnvironment' {
    It 'lists them all' { @(Get-BatchEnvironment).Name | Should -Contain $name }
    It 'gives one by name' { (Get-BatchEnvironment -Name $name).MaxVCpu | Should -Be 1 }
    It 'takes names from the pipeline' { (($name, $name) | Get-BatchEnvironment).Name | Should -Be @($name, $name) }

    It 'reports each name that is not there, and goes on' {
        $records = 'no-such-1', $name, 'no-such-2' | Get-BatchEnvironment -ErrorAction SilentlyContinue -ErrorVariable errors
        $records.Name | Should -Be $name
        $errors.Count | Should -Be 2
        $errors[0].FullyQualifiedErrorId | Should -Match 'NotFound,'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be 'no-such-1'
    }
}
