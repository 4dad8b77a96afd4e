<?php
/**
 * What the plugin is made of.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Hooks the parts in: some always, most only while a Parley is connected.
 */
class Parley_Plugin {

	/**
	 * Hook in.
	 *
	 * @return void
	 */
	public function start() {
		add_action( 'before_woocommerce_init', array( $this, 'declare_compatibility' ) );
		add_action( 'init', array( $this, 'load_texts' ) );
		add_action( 'plugins_loaded', array( $this, 'hook_in' ) );
	}

	/**
	 * Say that orders may live in WooCommerce's own tables, and that cart and checkout may be blocks.
	 *
	 * @return void
	 */
	public function declare_compatibility() {
		if ( ! class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			return;
		}
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', PARLEY_FILE, true );
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', PARLEY_FILE, true );
	}

	/**
	 * Load the translations that come with the plugin; WordPress finds them by itself only from 6.8 on.
	 *
	 * @return void
	 */
	public function load_texts() {
		// phpcs:ignore PluginCheck.CodeAnalysis.DiscouragedFunctions.load_plugin_textdomainFound -- Installed by hand, on WordPress 6.2 and later.
		load_plugin_textdomain( 'parley', false, dirname( plugin_basename( PARLEY_FILE ) ) . '/languages' );
	}

	/**
	 * Hook in the parts, once every plugin is there.
	 *
	 * @return void
	 */
	public function hook_in() {
		$settings = Parley_Settings::load();
		( new Parley_Reach( $settings ) )->hook_in();
		( new Parley_Hello( $settings ) )->hook_in();
		if ( is_admin() ) {
			( new Parley_Admin( $settings ) )->hook_in();
			( new Parley_Privacy( $settings ) )->suggest();
		}
		if ( ! $settings->is_connected() ) {
			return;
		}
		( new Parley_Widget( $settings ) )->hook_in();
		( new Parley_Privacy( $settings ) )->hook_in();
		if ( function_exists( 'WC' ) ) {
			$cart = new Parley_Cart( $settings );
			$cart->hook_in();
			( new Parley_Links() )->hook_in();
			( new Parley_Identity( $settings, $cart ) )->hook_in();
		}
	}
}
